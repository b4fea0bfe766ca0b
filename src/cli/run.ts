import { fstatSync } from 'node:fs';
import { chooseLogFormat, createLog } from '../adapters/log/create-log.ts';
import { runDaemon } from '../app/daemon.ts';
import { readConfig } from '../app/read-config.ts';
import { complainOfConfig } from './check.ts';
import type { Folders } from './folders.ts';
import { openStoreFor } from './open-store.ts';
import { EXIT, type ExitStatus } from './terminal.ts';
