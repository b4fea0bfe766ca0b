import type { Node, SourceFile } from 'typescript/unstable/ast';
import * as is from 'typescript/unstable/ast/is';

/** One edit of one file: the characters from `start` to `end` (`before`) become `after`. */
export type Mutation = {
  readonly operator: string;
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
};

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '&&': ['||'],
  '||': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '+=': ['-='],
  '-=': ['+='],
  '&': ['|'],
  '|': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
};
const OPPOSITES: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  find: 'findLast',
  findLast: 'find',
  indexOf: 'lastIndexOf',
  lastIndexOf: 'indexOf',
};
/** Methods whose call can be replaced with the value on which they are called. */
const STEPS = new Set([
  'filter',
  'slice',
  'toSorted',
  'sort',
  'toReversed',
  'trim',
  'toLowerCase',
  'normalize',
]);

/** Returns every mutation of a file. Imports, re-exports and types are left out. */
export const mutationsOf = (file: SourceFile): readonly Mutation[] => {
  const found: Mutation[] = [];
  const { text } = file;
  const lineStarts = [0, ...[...text.matchAll(/\n/gu)].map(({ index }) => index + 1)];

  const edit = (operator: string, start: number, end: number, after: string): void => {
    const before = text.slice(start, end);
    const line = lineStarts.findLastIndex((at) => at <= start);
    const column = start - (lineStarts[line] ?? 0) + 1;
    if (before !== after) found.push({ operator, line: line + 1, column, start, end, before, after });
  };
  const replace = (operator: string, node: Node, after: string): void =>
    edit(operator, node.getStart(file), node.end, after);
  const source = (node: Node): string => text.slice(node.getStart(file), node.end);
  const isComparison = (node: Node): boolean =>
    is.isBinaryExpression(node) && /^(?:[!=]==|[<>]=?)$/u.test(source(node.operatorToken));
  const negate = (node: Node): void => {
    if (!isComparison(node)) replace('negate condition', node, `!(${source(node)})`);
  };

  const visit = (node: Node): void => {
    if (is.isImportDeclaration(node) || is.isExportDeclaration(node) || is.isTypeNode(node)) return;
    if (is.isInterfaceDeclaration(node) || is.isTypeAliasDeclaration(node)) return;

    if (is.isIfStatement(node) || is.isWhileStatement(node)) negate(node.expression);
    else if (is.isConditionalExpression(node)) negate(node.condition);
    else if (is.isBinaryExpression(node)) {
      const sign = source(node.operatorToken);
      for (const other of OPERATORS[sign] ?? []) replace(`swap ${sign}`, node.operatorToken, other);
      if (sign === '??') replace('drop left of ??', node, `(${source(node.right)})`);
    } else if (is.isPrefixUnaryExpression(node) && text[node.getStart(file)] === '!') {
      replace('drop !', node, `(${source(node.operand)})`);
    } else if (is.isExpressionStatement(node)) {
      if (!source(node).startsWith('super(')) replace('drop statement', node, ';');
    } else if (is.isNumericLiteral(node)) {
      replace('number + 1', node, `(${source(node)} + 1)`);
      replace('number - 1', node, `(${source(node)} - 1)`);
    } else if (is.isStringLiteral(node) && !isName(node)) replace('empty string', node, "''");
    else if (is.isNoSubstitutionTemplateLiteral(node) || is.isTemplateExpression(node))
      replace('empty string', node, '``');
    else if (is.isArrayLiteralExpression(node)) replace('empty array', node, '[]');
    else if (is.isSpreadElement(node)) replace('drop spread', node, '...[]');
    else if (is.isSpreadAssignment(node)) replace('drop spread', node, '...{}');
    else if (is.isPropertyAssignment(node) || is.isShorthandPropertyAssignment(node))
      edit('drop property', node.getStart(file), text[node.end] === ',' ? node.end + 1 : node.end, '');
    else if (is.isAwaitExpression(node)) replace('drop await', node, `(${source(node.expression)})`);
    else if (is.isCallExpression(node)) {
      const last = node.arguments.at(-1);
      const previous = node.arguments.at(-2);
      if (last !== undefined) edit('drop argument', previous?.end ?? last.getStart(file), last.end, '');
      if (is.isPropertyAccessExpression(node.expression)) {
        const { name, expression } = node.expression;
        const opposite = Object.hasOwn(OPPOSITES, name.text) ? OPPOSITES[name.text] : undefined;
        if (opposite !== undefined) replace(`swap ${name.text}`, name, opposite);
        if (STEPS.has(name.text)) replace(`drop ${name.text}`, node, source(expression));
      }
    } else if (source(node) === 'true') replace('swap true', node, 'false');
    else if (source(node) === 'false') replace('swap false', node, 'true');
    else if (is.isBlock(node) && isBody(node)) {
      const start = node.getStart(file) + 1;
      if (node.statements.length > 0) edit('early return', start, start, ' return;');
    }
    node.forEachChild(visit);
  };
  visit(file);
  return found;
};

const isName = (node: Node): boolean =>
  (is.isPropertyAssignment(node.parent) && node.parent.name === node) || is.isLiteralTypeNode(node.parent);

const isBody = ({ parent }: Node): boolean =>
  is.isFunctionDeclaration(parent) || is.isArrowFunction(parent) || is.isMethodDeclaration(parent);
