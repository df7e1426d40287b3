// Starts Azurite in this process and ends with whoever started it: when its standard input closes.
import { createRequire } from 'node:module'

process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
process.argv.push('--inMemoryPersistence', '--disableTelemetry', '--skipApiVersionCheck', '--silent')
createRequire(import.meta.url)('azurite/dist/src/azurite.js')
