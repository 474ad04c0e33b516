/**
 * A proposal while it is being written: what the form holds, as text, and the request that it
 * makes. Whether that request is sound is told by the node, in a dry run; here is only what a form
 * must know to ask at all.
 */
import { studyMembersMax } from '@commonhold/protocol'
import type { ProposeStudyInput } from '@commonhold/sdk'
import { proposeStudySchema } from '@commonhold/sdk/api/studies'

/** What the form holds. Empty texts leave the choice to the node. */
export type ProposalForm = {
  readonly dataset: string
  readonly title: string
  readonly description: string
  readonly target: string
  readonly positive: string
  readonly excluded: readonly string[]
  readonly model: 'auto' | 'logistic' | 'linear' | 'mlp'
  /** Widths with commas. */
  readonly hidden: string
  readonly rounds: string
  readonly minCohort: string
  readonly maxMembers: string
  readonly joinWithinMinutes: string
  readonly transcripts: 'members' | 'everyone'
}

/** A form that nothing was written in. */
export const emptyProposal: ProposalForm = {
  dataset: '',
  title: '',
  description: '',
  target: '',
  positive: '',
  excluded: [],
  model: 'auto',
  hidden: '16',
  rounds: '10',
  minCohort: '3',
  maxMembers: '16',
  joinWithinMinutes: '60',
  transcripts: 'members'
}

/** A request, or what is wrong with which field. */
export type ReadProposal =
  | { readonly request: ProposeStudyInput; readonly problems?: undefined }
  | { readonly request?: undefined; readonly problems: Readonly<Record<string, string>> }

/** Reads the form. */
export function readProposal(form: ProposalForm): ReadProposal {
  const problems: Record<string, string> = {}
  const whole = (name: keyof ProposalForm, min: number, max: number): number => {
    const text = String(form[name]).trim()
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= min && value <= max)) {
      problems[name] = `A whole number from ${min} to ${max.toLocaleString('en-GB')}.`
    }
    return value
  }
  if (form.title.trim() === '') problems['title'] = 'Give it a title.'
  if (form.dataset === '') problems['dataset'] = 'Choose one of your datasets.'
  const minCohort = whole('minCohort', 2, studyMembersMax)
  const maxMembers = whole('maxMembers', 2, studyMembersMax)
  if (maxMembers < minCohort) problems['maxMembers'] = 'At least as many as a sum needs.'
  const request = {
    dataset: form.dataset,
    title: form.title.trim(),
    ...optional('description', form.description.trim()),
    ...optional('target', form.target),
    ...optional('positive', form.positive),
    ...(form.excluded.length === 0 ? {} : { exclude: form.excluded }),
    model: form.model,
    ...(form.model === 'mlp' ? { hidden: widths(form.hidden, problems) } : {}),
    rounds: whole('rounds', 1, 1000),
    minCohort,
    maxMembers,
    joinWithinSeconds: 60 * whole('joinWithinMinutes', 1, 525_600),
    transcripts: form.transcripts
  }
  if (Object.keys(problems).length > 0) return { problems }
  const parsed = proposeStudySchema.safeParse(request)
  if (parsed.success) return { request }
  for (const issue of parsed.error.issues)
    problems[String(issue.path[0] ?? 'title')] = issue.message
  return { problems }
}

function optional(name: string, text: string): Readonly<Record<string, string>> {
  return text === '' ? {} : { [name]: text }
}

function widths(text: string, problems: Record<string, string>): readonly number[] {
  const parts = text.split(',').map((part) => part.trim())
  const isFine = parts.length <= 8 && parts.every((part) => /^[1-9]\d{0,3}$/.test(part))
  if (!isFine) problems['hidden'] = 'Widths from 1 to 4,096 with commas, such as 16, 8.'
  return parts.map(Number)
}
