import { runbooks } from "../../components/runbooks/catalogue";
import { runbookStatements } from "../../components/runbooks/permissions";
import type { Runbook, RunbookParameter } from "../../components/runbooks/runbook";
import { anchor, blocks, bullets, code, fence, prose, table } from "./markdown";

/** Words for the confidence of a fact. */
const confidences = {
    documented: "Documented",
    derived: "Derived from steps or content that are published",
    inferred: "Inferred",
} as const;

const codes = (names: readonly string[]): string => names.map(code).join(", ");

const describeParameter = ({ required, mustBeGiven, notOfRunbook, values }: RunbookParameter): string =>
    [
        notOfRunbook === undefined ? undefined : `Not a parameter of the runbook: ${prose(notOfRunbook)}.`,
        required === true ? "Required by the runbook." : undefined,
        mustBeGiven === true ? "Must be set." : undefined,
        values === undefined ? undefined : `One of ${codes(values)}.`,
    ]
        .filter((text) => text !== undefined)
        .join(" ");

/** Parameters that limit the permissions. */
const limitingParameters = ({ parameters, statements, passedRoles = [] }: Runbook): readonly string[] => {
    const texts = JSON.stringify([statements, passedRoles]);
    return Object.keys(parameters).filter(
        (name) => texts.includes(`{${name}}`) || texts.includes(`{${name}:`) || texts.includes(`"parameter":"${name}"`),
    );
};

/** The statements with placeholders, with everything that can be enabled. */
const statementsWithPlaceholders = (runbook: Runbook): string =>
    JSON.stringify(
        runbookStatements(
            runbook,
            { partition: "aws", region: "REGION", accountId: "ACCOUNT" },
            {
                parameters: Object.fromEntries(
                    limitingParameters(runbook)
                        .filter((name) => runbook.parameters[name]?.values === undefined)
                        // A value for each prefix that a resource asks for.
                        .map((name) => [
                            name,
                            [
                                ...new Set(
                                    runbook.statements
                                        .flatMap(({ resources }) => resources)
                                        .flatMap((resource) => [
                                            ...resource.matchAll(new RegExp(`\\{${name}(?::([a-z-]+))?\\}`, "g")),
                                        ])
                                        .map(([, prefix = ""]) => `${prefix}{${name}}`)
                                        .concat(
                                            (runbook.passedRoles ?? []).some(({ parameter }) => parameter === name)
                                                ? [`{${name}}`]
                                                : [],
                                        ),
                                ),
                            ],
                        ]),
                ),
                allowDestructive: true,
                acceptRoleCreation: "shown",
            },
        ),
        null,
        4,
    );

const section = (runbook: Runbook): string => {
    const {
        name,
        page,
        basis,
        assumeRole,
        added = [],
        omitted = [],
        destroys,
        deprecated,
        note,
        nested = [],
    } = runbook;
    const limiting = limitingParameters(runbook);
    const destructive = runbook.statements.filter(({ isDestructive }) => isDestructive === true);
    return blocks(
        `## ${name}`,
        deprecated === undefined ? undefined : `**Deprecated.** ${prose(deprecated)}`,
        `${confidences[basis.confidence]}. ${prose(basis.text)} [AWS's page](${page})`,
        `Runs with a role${assumeRole === "required" ? " only" : ", or with the permissions of the principal that starts it"}.`,
        destroys === undefined ? undefined : `Requires \`allowDestructive\`: it destroys ${prose(destroys)}.`,
        destructive.length === 0
            ? undefined
            : `Only with \`allowDestructive\`: ${codes(destructive.flatMap(({ actions }) => actions))}.`,
        nested.length === 0 ? undefined : `Starts ${codes(nested)} with the same role.`,
        note === undefined ? undefined : prose(note),
        limiting.length === 0
            ? "No parameter limits its permissions."
            : table(
                  ["Parameter that limits the permissions", "Description"],
                  limiting.map((parameter) => [
                      code(parameter),
                      describeParameter(runbook.parameters[parameter] ?? {}),
                  ]),
              ),
        fence("json", statementsWithPlaceholders(runbook)),
        added.length + omitted.length === 0
            ? "These are the actions on AWS's page."
            : blocks(
                  "Differences from AWS's page:",
                  bullets([
                      ...added.map(
                          ({ actions, reason, confidence }) =>
                              `Added: ${codes(actions)}. ${prose(reason)} (${confidences[confidence].toLowerCase()})`,
                      ),
                      ...omitted.map(({ actions, reason }) => `Omitted: ${codes(actions)}. ${prose(reason)}`),
                  ]),
              ),
    );
};

/** The page of all runbooks in the catalogue, with their statements and the differences from AWS's pages. */
export const runbooksPage = (): string =>
    blocks(
        "# Runbooks and their permissions",
        "What each Automation runbook of AWS in the catalogue needs. AWS's pages list actions without resources or " +
            "conditions, and some list too few, too many or misspelled ones; the differences are given with their reasons. " +
            "Nothing here has been run in a live account: *documented* is what AWS's page lists, *derived* follows from " +
            "steps or content that are published, and *inferred* comes from similar runbooks.",
        "In the statements, `REGION` and `ACCOUNT` are those of the component and `{Name}` is a value of a parameter. Without " +
            "values, a parameter in an ARN becomes `*`. In addition, each role may start its runbook and read executions, as " +
            "AWS's pages list.",
        table(
            ["Runbook", "Rests on", "Role"],
            runbooks.map(({ name, basis, assumeRole, deprecated }) => [
                `[${name}](#${anchor(name)})${deprecated === undefined ? "" : " (deprecated)"}`,
                confidences[basis.confidence],
                assumeRole,
            ]),
        ),
        ...runbooks.map(section),
    );
