/** Takes the model's file home: through memory, since the node gives it only with the token. */
import type { AssetId } from '@commonhold/base'
import { saveFile } from '../../node/save-file.ts'
import { useChange } from '../../node/use-change.ts'
import { Button } from '../../parts/button.tsx'

/** Downloads a model; what went wrong stands in its place's title. */
export function DownloadButton({ asset }: { readonly asset: AssetId }) {
  const change = useChange(
    (client, wanted: AssetId) => client.exportModel({ asset: wanted }),
    (bytes) => saveFile(`model-${asset}.safetensors`, bytes, 'application/octet-stream'),
    { isQuestion: true }
  )
  return (
    <Button
      icon="download"
      isBusy={change.isRunning}
      title={change.error?.message ?? 'A safetensors file, as its digest is on the ledger'}
      onClick={() => void change.run(asset)}
    >
      {change.error === undefined ? 'Download' : 'Download again'}
    </Button>
  )
}
