import { getOwn } from "../../documents/values/paths";
import type { PropertyViolation, ResourceRule } from "../../engine/resourceRule";

const mostNodes = 1_000;
const mostDays = 30;
const dayOfMilliseconds = 86_400_000;

/**
 * Reports activations that exceed the limits of AWS. An expiration date in the past is compliant: an expired activation
 * may stay in the stack, and its nodes stay registered.
 */
export const activationLimits: ResourceRule = {
    name: "ssm-activation-limits",
    level: "advisory",
    severity: "medium",
    description: "Activations should expire within 30 days and limit the number of nodes that can register.",
    remediationSteps:
        "Set expirationDate to at most 30 days from now and registrationLimit to the number of nodes, at most 1,000.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-activation-managed-nodes.html",
    types: new Set(["aws:ssm/activation:Activation"]),
    check: (_type, props, day) => [
        ...limitViolations(getOwn(props, "registrationLimit")),
        ...expiryViolations(getOwn(props, "expirationDate"), day),
    ],
};

const reason = "Anyone with the activation code and ID can register a machine as a managed node of the account.";

const limitViolations = (limit: unknown): readonly PropertyViolation[] =>
    typeof limit === "number" && (limit < 1 || limit > mostNodes)
        ? [
              {
                  property: "registrationLimit",
                  path: "",
                  message: `registrationLimit is ${limit}, but AWS accepts 1 to ${mostNodes}`,
                  identity: `registrationLimit ${limit}, and AWS takes 1 to ${mostNodes}`,
                  reason,
                  fix: "registrationLimit: 1",
              },
          ]
        : [];

const expiryViolations = (expiry: unknown, day: string): readonly PropertyViolation[] => {
    if (typeof expiry !== "string") {
        return [];
    }
    const time = Date.parse(expiry);
    // Only the day is known, so the limit is the end of the day.
    const latest = Date.parse(day) + (mostDays + 1) * dayOfMilliseconds;
    const suggestion = new Date(Date.parse(day) + dayOfMilliseconds).toISOString().replace(".000Z", "Z");
    return time <= latest
        ? []
        : [
              {
                  property: "expirationDate",
                  path: "",
                  identity: Number.isNaN(time)
                      ? `expirationDate ${expiry}, which is no date`
                      : `expirationDate ${expiry}, more than ${mostDays} days from ${day}`,
                  message: Number.isNaN(time)
                      ? `expirationDate "${expiry}" is not a valid date`
                      : `expirationDate ${expiry} is more than ${mostDays} days after ${day}`,
                  reason,
                  fix: `expirationDate: "${suggestion}"`,
              },
          ];
};
