/** `npm run dashboard`: builds the dashboard if it is not that of the sources, and says where. */
import { ensureDashboard } from './ensure-dashboard.ts'

if (import.meta.main) {
  const folder = await ensureDashboard((line) => console.log(line))
  console.log(`the dashboard is in ${folder}`)
}
