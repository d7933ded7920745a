import * as pulumi from "@pulumi/pulumi";
import type { MaintenanceWindowAccessArgs } from "./args";
import { maintenanceWindow as pattern } from "./pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { maintenanceWindow } from "./window.resource";
import { validateArgs, planComponent } from "../resources/planComponent";
import { withSecretPayloads } from "./secretPayloads.resource";
import { serviceRole } from "../resources/serviceRole";

/**
 * The role that maintenance windows run their tasks with, limited to specific tasks; the principals that may register
 * tasks with it; and optionally a maintenance window.
 *
 * If the account has the service-linked role of Systems Manager, anyone who can register tasks can omit the role. The
 * task then runs with the service-linked role: any document, on any node. IAM has no condition key to prevent this.
 *
 * @example
 * const access = new MaintenanceWindowAccess("nightly", {
 *     runCommand: { documents: ["AWS-RunPatchBaseline"], targetTags: { PatchGroup: ["web"] } },
 *     registrars: { grantees: { groups: ["ops"] } },
 * });
 * export const windowRoleArn = access.roleArn;
 *
 * @throws RunError that lists every validation issue of the args; no resources are created.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-maintenance-permissions.html
 */
export class MaintenanceWindowAccess extends pulumi.ComponentResource {
    /** ARN of the role, for the service role of a task; resolved after its permissions are attached. */
    readonly roleArn: pulumi.Output<string>;
    /** Name of the role. */
    readonly roleName: pulumi.Output<string>;
    /** ARN of the registrars policy, resolved after it is attached to all grantees; undefined without a policy. */
    readonly registrarPolicyArn?: pulumi.Output<string>;
    /** Policy document of `registrars` as JSON; undefined unless the level is set without grantees. */
    readonly registrarPolicyJson?: pulumi.Output<string>;
    /** Name of the window; undefined without a window. */
    readonly windowName?: pulumi.Output<string>;
    /** ID of the window, assigned by AWS and resolved after its tasks are registered; undefined without a window. */
    readonly windowId?: pulumi.Output<string>;

    constructor(name: string, args: MaintenanceWindowAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        const secured = withSecretPayloads(validateArgs(pattern, name, args));
        super("ssm-access:index:MaintenanceWindowAccess", name, secured, opts);
        const { names, policies } = planComponent(this, pattern, name, args);

        const role =
            args.serviceLinkedRole === true
                ? undefined
                : serviceRole(this, name, {
                      resource: names.role,
                      description: "Runs the tasks of maintenance windows.",
                      trust: policies.trust,
                      grants: { tasks: policies.tasks },
                      args,
                  });
        this.roleArn = role?.arn ?? names.role.arn;
        this.roleName = role?.name ?? names.role.name;

        const { registrars } = granteePolicies(this, name, ["registrars"], {
            names,
            policies,
            descriptions: { registrars: "Register tasks and targets with maintenance windows, and pass their role." },
            args,
        });
        this.registrarPolicyArn = registrars.arn;
        this.registrarPolicyJson = registrars.json;

        if (secured.window !== undefined && role !== undefined) {
            this.windowName = names.window.name;
            this.windowId = maintenanceWindow(name, secured.window, {
                windowName: names.window.name,
                roleArn: role.arn,
                access: secured,
                childOptions: { parent: this },
            });
        }

        this.registerOutputs({
            roleArn: this.roleArn,
            roleName: this.roleName,
            registrarPolicyArn: this.registrarPolicyArn,
            registrarPolicyJson: this.registrarPolicyJson,
            windowName: this.windowName,
            windowId: this.windowId,
        });
    }
}
