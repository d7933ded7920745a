import { closest } from "../pattern/closest";
import type { NamingScope } from "../pattern/naming";
import { requireSameAccount, requireSameRegion } from "../pattern/sameAccountAndRegion";
import type { ValidationIssue } from "../pattern/validationIssue";
import { findRunbook, runbooks } from "./catalogue";
import { mayBe, type ParameterValues, type RunbookUse } from "./permissions";
import type { Runbook, RunbookParameter } from "./runbook";

/** Where the permissions of runbooks that the catalogue lacks can be written. */
const otherRunbooks = "Use AutomationAccess for a runbook that the catalogue does not have.";

const matchesWhole = (pattern: string, text: string): boolean => new RegExp(`^(?:${pattern})$`, "u").test(text);

/** Reports a runbook that the catalogue does not have. */
const unknownRunbook = (path: string, name: string): ValidationIssue => {
    const near = closest(
        name,
        runbooks.map((runbook) => runbook.name),
    );
    return {
        path,
        value: name,
        message: "is not in the catalogue of runbooks",
        fix: near === undefined ? otherRunbooks : `Use "${near}", if that is what you mean. ${otherRunbooks}`,
    };
};

const valueIssues = (path: string, value: unknown, parameter: RunbookParameter): readonly ValidationIssue[] => {
    if (typeof value !== "string") {
        return [];
    }
    if (parameter.values !== undefined) {
        return parameter.values.includes(value)
            ? []
            : [
                  {
                      path,
                      value,
                      message: "is not a value that the runbook allows",
                      fix: `Use ${parameter.values.map((allowed) => `"${allowed}"`).join(" or ")}.`,
                  },
              ];
    }
    const literal = parameter.allowsPrefix === true ? value.replace(/\*$/, "") : value;
    if (/[*?$\s]|^$/u.test(literal)) {
        return [
            {
                path,
                value,
                message: "is empty or contains a space, a wildcard or $, which an ARN in a policy would interpret",
                fix: "List each value, or omit the parameter to allow every value.",
            },
        ];
    }
    return parameter.pattern === undefined || matchesWhole(parameter.pattern, value)
        ? []
        : [
              {
                  path,
                  value,
                  message: "is not a valid value of the parameter",
                  fix: `Write it like ${parameter.pattern}.`,
              },
          ];
};

const parameterIssues = (
    runbook: Runbook,
    parameters: ParameterValues,
    path: string,
    regions: readonly string[],
    scope: NamingScope | undefined,
): readonly ValidationIssue[] =>
    Object.entries(parameters).flatMap(([name, values]) => {
        const at = `${path}.parameters.${name}`;
        const parameter = runbook.parameters[name];
        if (parameter === undefined) {
            const known = Object.keys(runbook.parameters);
            const near = closest(name, known);
            return [
                {
                    path: at,
                    message: `is not a parameter of ${runbook.name}`,
                    fix:
                        known.length === 0
                            ? "Remove it: only the role is a parameter."
                            : `Use ${near === undefined ? known.map((one) => `"${one}"`).join(", ") : `"${near}"`}.`,
                },
            ];
        }
        // An output stands for the list or a value in it.
        return Array.isArray(values)
            ? [
                  ...values.flatMap((value: unknown, i) => valueIssues(`${at}[${String(i)}]`, value, parameter)),
                  ...requireSameAccount(at, values, scope),
                  ...requireSameRegion(at, values, scope, "the executions are in", regions),
              ]
            : [];
    });

const missingIssues = (runbook: Runbook, parameters: ParameterValues, path: string): readonly ValidationIssue[] => {
    const passed = (runbook.passedRoles ?? [])
        .filter(({ when }) => when === undefined || mayBe(when, parameters))
        .map(({ parameter }) => parameter);
    return Object.entries(runbook.parameters).flatMap(([name, { mustBeGiven, notOfRunbook }]) =>
        parameters[name] === undefined && (mustBeGiven === true || passed.includes(name))
            ? [
                  {
                      path: `${path}.parameters.${name}`,
                      message: passed.includes(name)
                          ? `is missing: ${runbook.name} passes this role`
                          : `is missing: the permissions of ${runbook.name} cannot be limited without it`,
                      fix: notOfRunbook === undefined ? "Set the values that executions use." : `Set ${notOfRunbook}.`,
                  },
              ]
            : [],
    );
};

const switchIssues = (runbook: Runbook, use: RunbookUse, path: string): readonly ValidationIssue[] => {
    const canDestroy = runbook.destroys !== undefined || runbook.statements.some((one) => one.isDestructive === true);
    return [
        ...(runbook.destroys !== undefined && use.allowDestructive !== true
            ? [
                  {
                      path: `${path}.allowDestructive`,
                      message: `is not set, but ${runbook.name} always destroys ${runbook.destroys}`,
                      fix: "Set it to true, or remove the runbook.",
                  },
              ]
            : []),
        ...(use.allowDestructive === true && !canDestroy
            ? [
                  {
                      path: `${path}.allowDestructive`,
                      value: true,
                      message: `has no effect: ${runbook.name} has no destructive permissions`,
                      fix: "Remove it.",
                  },
              ]
            : []),
        ...(runbook.createdRoles !== undefined && use.acceptRoleCreation === undefined
            ? [
                  {
                      path: `${path}.acceptRoleCreation`,
                      message: `is not set, but ${runbook.name} creates roles and gives them any permissions`,
                      fix: "Set it to the reason why you accept this, or remove the runbook.",
                  },
              ]
            : []),
        ...(runbook.createdRoles === undefined && use.acceptRoleCreation !== undefined
            ? [
                  {
                      path: `${path}.acceptRoleCreation`,
                      value: use.acceptRoleCreation,
                      message: `has no effect: ${runbook.name} creates no roles`,
                      fix: "Remove it.",
                  },
              ]
            : []),
    ];
};

/**
 * Reports what is wrong with the use of a runbook of the catalogue.
 *
 * @param regions further Regions of the executions.
 */
export const runbookIssues = (
    path: string,
    name: string,
    use: RunbookUse,
    regions: readonly string[],
    scope: NamingScope | undefined,
): readonly ValidationIssue[] => {
    const runbook = findRunbook(name);
    if (runbook === undefined) {
        return [unknownRunbook(path, name)];
    }
    const { parameters = {} } = use;
    return [
        ...parameterIssues(runbook, parameters, path, regions, scope),
        ...missingIssues(runbook, parameters, path),
        ...switchIssues(runbook, use, path),
    ];
};
