import type { ValidationIssue } from "../pattern/validationIssue";

/** The role parameter of AWS-owned runbooks. */
export const assumeRoleParameter = "AutomationAssumeRole";

/** Reports a role parameter in `parameters`: the role has its own arg. */
export const runbookRoleIssues = (
    path: string,
    parameters: Readonly<Record<string, unknown>> = {},
    parameter = assumeRoleParameter,
): readonly ValidationIssue[] =>
    Object.hasOwn(parameters, parameter) && parameters[parameter] !== undefined
        ? [
              {
                  path: `${path}.parameters.${parameter}`,
                  value: parameters[parameter],
                  message: "is the parameter that assumeRoleArn sets",
                  fix: "Remove it and set assumeRoleArn only.",
              },
          ]
        : [];
