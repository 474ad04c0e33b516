/** Every page by its address. The first pattern that matches is drawn. */
import type { ReactNode } from 'react'
import type { RouteParameters } from '../router/route-pattern.ts'
import { HomePage } from './home/home-page.tsx'
import { MissingPage } from './missing-page.tsx'
import { ProposePage } from './studies/propose-page.tsx'
import { StudiesPage } from './studies/studies-page.tsx'
import { StudyPage } from './study/study-page.tsx'

/** A page's address and how it is drawn. */
export type Route = {
  readonly pattern: string
  readonly draw: (parameters: RouteParameters) => ReactNode
}

/** The pages. */
export const routes: readonly Route[] = [
  { pattern: '/', draw: () => <HomePage /> },
  { pattern: '/studies', draw: () => <StudiesPage /> },
  { pattern: '/studies/new', draw: () => <ProposePage /> },
  { pattern: '/studies/:study', draw: ({ study }) => <StudyPage study={study} /> }
]

/** What is drawn where no pattern matches. */
export const missingPage: ReactNode = <MissingPage />
