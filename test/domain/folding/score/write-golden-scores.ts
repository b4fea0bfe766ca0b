import {
  compareGoldenScores,
  judgeGoldenPairs,
  readGoldenScores,
  writeGoldenScores,
} from './golden-scores.ts';

/** Pins the scores of the golden pairs anew and prints what changed: `npm run golden-scores`. */
const found = judgeGoldenPairs();
const changes = compareGoldenScores(readGoldenScores(), found);
writeGoldenScores(found);
for (const change of changes) console.log(change);
console.log(`${found.length} pairs written, ${changes.length} of them changed`);
