/**
 * Hardhat compiles and runs the Solidity tests, with the compiler from npm: nothing is fetched. The
 * seed is fixed, so that a run is the same everywhere.
 */
import { defineConfig } from 'hardhat/config'
import { compilerPath, compilerSettings, compilerVersion } from './scripts/compile.ts'

export default defineConfig({
  paths: { sources: './src', tests: { solidity: './test' } },
  solidity: { version: compilerVersion, path: compilerPath, settings: compilerSettings },
  test: {
    solidity: {
      // A day in 2026: block times are real ones, not 1.
      blockTimestamp: 1_780_000_000n,
      fuzz: { runs: 256, seed: '0x636f6d6d6f6e686f6c64' },
      invariant: { runs: 24, depth: 60, failOnRevert: true }
    }
  }
})
