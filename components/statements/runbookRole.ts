import type { ValidationIssue } from "../pattern/validationIssue";

/** The parameter by which AWS's runbooks take their role. */
export const assumeRoleParameter = "AutomationAssumeRole";

/** The role is given by an arg of its own, so its parameter must not be given again. */
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
                  message: "is the parameter that takes assumeRoleArn",
                  fix: "Take it away here; the role is given by itself.",
              },
          ]
        : [];
