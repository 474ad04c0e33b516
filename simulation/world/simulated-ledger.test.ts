/** The simulated chain does what every ledger does. */
import { ledgerSuite } from '@commonhold/protocol/ledger/ledger.suite'
import { openWorldForSuite } from './testing/world-for-suite.ts'

ledgerSuite({ name: 'simulated', setup: async () => openWorldForSuite().ledgers() })
