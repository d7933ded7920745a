/** The statements that runbooks of the catalogue need, limited to the values of their parameters. */
import { allow, passRole, type Conditions, type Statement } from "../../policypack/iam";
import { roleArn, type AwsLocation } from "../pattern/location";
import type { Acceptance } from "../pattern/pattern";
import { servicePrincipal } from "../statements/servicePrincipal";
import type { Runbook, RunbookStatement, When } from "./runbook";

/** The values of parameters that executions use. */
export type ParameterValues = Readonly<Record<string, readonly string[]>>;

/** How a runbook is used. */
export interface RunbookUse {
    /** @default - every value. */
    readonly parameters?: ParameterValues | undefined;
    /** @default false */
    readonly allowDestructive?: boolean | undefined;
    /** @default - the runbook may not create roles. */
    readonly acceptRoleCreation?: string | undefined;
}

/** The beginning of the Sids of a runbook. */
export const sidOf = ({ name }: Runbook): string => name.replace(/^[^-]+-/, "").replace(/[^A-Za-z0-9]/g, "");

/** Whether executions may use this value. */
export const mayBe = ({ parameter, is }: When, parameters: ParameterValues = {}): boolean =>
    parameters[parameter]?.includes(is) ?? true;

const locationValues = (location: AwsLocation): Readonly<Record<string, string>> => ({
    partition: location.partition,
    region: location.region,
    account: location.accountId,
});

/** The texts of a template, one for each value of its parameter. A parameter without values stands for all of them. */
const expand = (
    template: string,
    runbook: Runbook,
    location: AwsLocation,
    parameters: ParameterValues,
): readonly string[] => {
    const placed = template.replace(
        /\{(partition|region|account)\}/g,
        (_, name: string) => locationValues(location)[name] ?? "",
    );
    const [placeholder, name = "", prefix = ""] = /\{([A-Za-z0-9]+)(?::([a-z-]+))?\}/.exec(placed) ?? [];
    if (placeholder === undefined) {
        return [placed];
    }
    const given = parameters[name];
    if (given === undefined) {
        const any = runbook.parameters[name]?.any;
        return placed === placeholder && any !== undefined
            ? expand(any, runbook, location, {})
            : [placed.replace(placeholder, "*")];
    }
    return given
        .filter((value) => value.startsWith(prefix))
        .map((value) =>
            // An ARN stands for the whole resource.
            value.startsWith("arn:") && placed.endsWith(placeholder) ? value : placed.replace(placeholder, value),
        );
};

const conditionsOf = (
    { conditions }: RunbookStatement,
    expandAll: (templates: readonly string[]) => readonly string[],
): Conditions | undefined =>
    conditions &&
    Object.fromEntries(
        Object.entries(conditions).map(([operator, keys]) => [
            operator,
            Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, expandAll(values)])),
        ]),
    );

const pascalCase = (text: string): string =>
    text
        .split(/[^A-Za-z0-9]+/)
        .map((word) => word.replace(/^./, (first) => first.toUpperCase()))
        .join("");

/** The role that a runbook creates with generated names, and passes. Only with a reason. */
const createdRoles = (runbook: Runbook, location: AwsLocation): readonly Statement[] => {
    const { createdRoles: created } = runbook;
    if (created === undefined) {
        return [];
    }
    const roles = [roleArn(location, `${created.prefix}*`)];
    return [
        allow(
            `${sidOf(runbook)}CreateRoles`,
            [
                "iam:CreateRole",
                "iam:GetRole",
                "iam:PutRolePolicy",
                "iam:DetachRolePolicy",
                "iam:AttachRolePolicy",
                "iam:DeleteRole",
                "iam:DeleteRolePolicy",
            ],
            roles,
        ),
        ...created.services.map((service) =>
            passRole(
                `${sidOf(runbook)}PassCreatedTo${pascalCase(service)}`,
                roles,
                servicePrincipal(location, service),
            ),
        ),
    ];
};

/** The violations that a reason for role creation accepts. */
export const acceptedRoleCreation = (runbook: Runbook, { acceptRoleCreation }: RunbookUse): readonly Acceptance[] =>
    runbook.createdRoles === undefined || acceptRoleCreation === undefined
        ? []
        : runbook.createdRoles.services.map((service) => ({
              rule: "iam-passrole-role-pattern",
              sid: `${sidOf(runbook)}PassCreatedTo${pascalCase(service)}`,
              reason: acceptRoleCreation,
          }));

/**
 * What the runbook does, without starting it.
 *
 * @param use the values that limit the permissions, which have been validated.
 */
export const runbookStatements = (runbook: Runbook, location: AwsLocation, use: RunbookUse): readonly Statement[] => {
    const { parameters = {}, allowDestructive = false, acceptRoleCreation } = use;
    const expandAll = (templates: readonly string[]): readonly string[] => [
        ...new Set(templates.flatMap((template) => expand(template, runbook, location, parameters))),
    ];
    return [
        ...runbook.statements
            .filter(
                ({ when, isDestructive }) =>
                    (when === undefined || mayBe(when, parameters)) && (allowDestructive || isDestructive !== true),
            )
            .map((statement) =>
                allow(
                    `${sidOf(runbook)}${statement.name}`,
                    statement.actions,
                    expandAll(statement.resources),
                    conditionsOf(statement, expandAll),
                ),
            ),
        ...(runbook.passedRoles ?? []).flatMap(({ parameter, service, when }) => {
            const roles = parameters[parameter];
            return roles === undefined || (when !== undefined && !mayBe(when, parameters))
                ? []
                : [passRole(`${sidOf(runbook)}Pass${parameter}`, roles, servicePrincipal(location, service))];
        }),
        ...(runbook.linkedRoles ?? []).map(({ service, role }) =>
            allow(
                `${sidOf(runbook)}CreateLinkedRole`,
                ["iam:CreateServiceLinkedRole"],
                [roleArn(location, role, `/aws-service-role/${service}/`)],
                { StringEquals: { "iam:AWSServiceName": service } },
            ),
        ),
        ...(acceptRoleCreation === undefined ? [] : createdRoles(runbook, location)),
    ];
};
