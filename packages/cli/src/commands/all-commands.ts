/** Every command, in the order in which help lists them. */
import type { CliCommand } from '../cli-command.ts'
import { configShowCommand } from './config-show.ts'
import { dataAddCommand } from './data-add.ts'
import { dataListCommand } from './data-list.ts'
import { dataRemoveCommand } from './data-remove.ts'
import { dataShowCommand } from './data-show.ts'
import { downCommand } from './down.ts'
import { initCommand } from './init.ts'
import { keysExportCommand } from './keys-export.ts'
import { keysShowCommand } from './keys-show.ts'
import { ledgerCommand } from './ledger.ts'
import { logsCommand } from './logs.ts'
import { membersCommand } from './members.ts'
import { modelEvaluateCommand } from './model-evaluate.ts'
import { modelExportCommand } from './model-export.ts'
import { modelListCommand } from './model-list.ts'
import { modelPredictCommand } from './model-predict.ts'
import { modelShowCommand } from './model-show.ts'
import { openCommand } from './open.ts'
import { peersCommand } from './peers.ts'
import { statusCommand } from './status.ts'
import { studyCancelCommand } from './study-cancel.ts'
import { studyJoinCommand } from './study-join.ts'
import { studyLeaveCommand } from './study-leave.ts'
import { studyListCommand } from './study-list.ts'
import { studyProposeCommand } from './study-propose.ts'
import { studyShowCommand } from './study-show.ts'
import { studyStartCommand } from './study-start.ts'
import { studyWatchCommand } from './study-watch.ts'
import { upCommand } from './up.ts'
import { verifyCommand } from './verify.ts'

/** The commands. */
export const allCommands: readonly CliCommand[] = [
  initCommand,
  upCommand,
  downCommand,
  openCommand,
  statusCommand,
  logsCommand,
  ledgerCommand,
  membersCommand,
  peersCommand,
  dataAddCommand,
  dataListCommand,
  dataShowCommand,
  dataRemoveCommand,
  studyProposeCommand,
  studyListCommand,
  studyShowCommand,
  studyJoinCommand,
  studyLeaveCommand,
  studyStartCommand,
  studyCancelCommand,
  studyWatchCommand,
  modelListCommand,
  modelShowCommand,
  modelEvaluateCommand,
  modelPredictCommand,
  modelExportCommand,
  verifyCommand,
  configShowCommand,
  keysShowCommand,
  keysExportCommand
]
