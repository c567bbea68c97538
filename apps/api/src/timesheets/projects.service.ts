import { Injectable } from '@nestjs/common'
import type { InputOf, ProjectList, Routes } from '@frontchannel/contract'
import { ProblemException } from '@frontchannel/contract/nest'
import type { Principal } from '../access-token/principal.ts'
import { onlyRow } from '../database/lookup.ts'
import type { Transaction } from '../database/transactions.ts'
import { PagesService } from './pages.service.ts'
import type { Person } from './people.repository.ts'
import { ProjectsRepository } from './projects.repository.ts'

/** Somebody's work on a project, and where the request says so. */
export interface Assignment {
  readonly person: Person
  readonly project: string
  readonly path: string
}

interface Assigned {
  readonly projectId: number
}

const mostErrors = 100

@Injectable()
export class ProjectsService {
  constructor(
    private readonly projects: ProjectsRepository,
    private readonly pages: PagesService,
  ) {}

  async list(
    principal: Principal,
    { query }: InputOf<Routes['listProjects']>,
  ): Promise<ProjectList> {
    const { issuer, subject } = principal
    const { rows, nextCursor } = await this.pages.read(
      ['projects', issuer, subject, {}],
      query,
      (place, count) => this.projects.page(principal, place, count),
      ({ name }) => [name],
    )
    return { items: rows.map(({ name }) => ({ name })), nextCursor }
  }

  /** As `assign`, for one. */
  async assignOne(transaction: Transaction, assignment: Assignment): Promise<number> {
    return onlyRow(await this.assign(transaction, [assignment])).projectId
  }

  /**
   * Finds the project of each assignment. Employees open a project by working on it; contractors
   * work on those that they are members of, and learn of no others.
   */
  async assign<Some extends Assignment>(
    transaction: Transaction,
    assignments: readonly Some[],
  ): Promise<readonly (Some & Assigned)[]> {
    await this.#checkMemberships(
      transaction,
      assignments.filter(({ person }) => person.kind === 'contractor'),
    )
    const names = [...new Set(assignments.map(({ project }) => project))]
    const projectOf = await this.projects.ensureAll(transaction, names)
    return assignments.map((assignment) => ({
      ...assignment,
      projectId: projectOf(assignment.project).id,
    }))
  }

  async #checkMemberships(
    transaction: Transaction,
    assignments: readonly Assignment[],
  ): Promise<void> {
    const memberships = await this.projects.membershipsOf(
      transaction,
      assignments.map(({ person }) => person.id),
      assignments.map(({ project }) => project),
    )
    const isMember = ({ person, project }: Assignment): boolean =>
      memberships.some(({ personId, name }) => personId === person.id && name === project)
    const refused = assignments.filter((assignment) => !isMember(assignment))
    if (refused.length > 0) throw notTheirs(refused)
  }
}

function notTheirs(assignments: readonly Assignment[]): ProblemException {
  const message = 'must be a project that the contractor is a member of'
  const errors = assignments.slice(0, mostErrors).map(({ path }) => ({ path, message }))
  return new ProblemException('validation_failed', { errors })
}
