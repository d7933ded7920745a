import type { PlannedDocument } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { covers } from "../../policypack/iam";
import { roleGrants, type Computed } from "./deploymentScope";
import { step } from "../config/encrypted";

/** The actions that a document allows. */
const allowedActions = ({ document }: PlannedDocument): readonly string[] =>
    document.Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => Action);

/** The actions that the policies of a component's roles allow. */
const grantedToRoles = (computed: Computed): readonly string[] => roleGrants(computed).flatMap(allowedActions);

/** A permissions boundary that a component of the stack creates. */
interface Boundary {
    readonly reference: string;
    readonly allowed: readonly string[];
    /** The arg with further actions. */
    readonly actionsArg: string | undefined;
}

/** The boundaries of the stack, by ARN. */
const boundariesIn = (all: readonly Computed[]): ReadonlyMap<string, Boundary> =>
    new Map(
        all.flatMap(({ instance: { reference, pattern, physicalNames }, documents }) =>
            Object.entries(pattern.children).flatMap(([name, child]) => {
                const arn = physicalNames[name]?.arn;
                const document = documents[name];
                return child.kind !== "policy" ||
                    child.purpose !== "boundary" ||
                    arn === undefined ||
                    document === undefined
                    ? []
                    : [[arn, { reference, allowed: allowedActions(document), actionsArg: child.actionsArg }] as const];
            }),
        ),
    );

const fix = (action: string, { reference, actionsArg }: Boundary): string =>
    actionsArg === undefined
        ? `Use a boundary that allows "${action}".`
        : `Add "${action}" to ${actionsArg} of ${reference}.`;

/**
 * Actions that a role's policies allow but its permissions boundary does not, if the same stack creates the boundary.
 * AWS reports nothing until a runbook or a node is denied access.
 */
export const boundaryConflicts = (all: readonly Computed[]): readonly ValidationIssue[] => {
    const boundaries = boundariesIn(all);
    return all.flatMap((computed) => {
        const boundary = boundaries.get(String(computed.instance.resolved.permissionsBoundary));
        if (boundary === undefined) {
            return [];
        }
        const blocked = new Set(
            grantedToRoles(computed).filter(
                (action) => !boundary.allowed.some((pattern) => covers(pattern.toLowerCase(), action.toLowerCase())),
            ),
        );
        return [...blocked].sort().map((action) => ({
            path: step(computed.instance.path, "permissionsBoundary"),
            value: boundary.reference,
            message: `is a boundary that does not allow ${action}, which a policy of this component's roles allows`,
            fix: fix(action, boundary),
        }));
    });
};
