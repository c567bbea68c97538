import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ProjectList, type Routes } from '@frontchannel/contract'
import { Input, Route } from '@frontchannel/contract/nest'
import { CurrentPrincipal } from '../access-token/decorators.ts'
import type { Principal } from '../access-token/principal.ts'
import { ProjectsService } from './projects.service.ts'

@Controller()
export class ProjectsController {
  constructor(private readonly projects: ProjectsService) {}

  @Route(routes.listProjects)
  list(
    @Input() input: InputOf<Routes['listProjects']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<ProjectList> {
    return this.projects.list(principal, input)
  }
}
