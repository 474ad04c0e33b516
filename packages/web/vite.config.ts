/**
 * How the dashboard is built: one script and one style sheet with hashed names, no inline code and
 * no data addresses, so that the node can serve it under the strictest content policy.
 */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Browsers of 2024 and later: they have `light-dark()`, nesting and the dialog element. */
const browsers = ['chrome123', 'edge123', 'firefox128', 'safari17.5']

export default defineConfig({
  plugins: [react()],
  // Where the folder is served is decided by the node, and its routes begin at the root.
  base: '/',
  build: {
    target: browsers,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500
  }
})
