import { getOwn } from "../../documents/values/paths";
import type { PropertyViolation, ResourceRule } from "../../engine/resourceRule";

const mostNodes = 1_000;
const mostDays = 30;
const dayOfMilliseconds = 86_400_000;

/**
 * What AWS takes for an activation. A date in the past is left alone: an activation that has done its work stays in the
 * stack, and its nodes stay registered.
 */
export const activationLimits: ResourceRule = {
    name: "ssm-activation-limits",
    level: "advisory",
    severity: "medium",
    description: "An activation should end within 30 days and let in no more nodes than are meant.",
    remediationSteps: "Give an expirationDate within 30 days and the registrationLimit that is needed, at most 1,000.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-activation-managed-nodes.html",
    types: new Set(["aws:ssm/activation:Activation"]),
    check: (_type, props, day) => [
        ...limitFindings(getOwn(props, "registrationLimit")),
        ...expiryFindings(getOwn(props, "expirationDate"), day),
    ],
};

const reason = "Its code and id are all that a machine needs to join the account as a node.";

const limitFindings = (constraint: unknown): readonly PropertyViolation[] =>
    typeof constraint === "number" && (constraint < 1 || constraint > mostNodes)
        ? [
              {
                  property: "registrationLimit",
                  path: "",
                  message: `registrationLimit ${constraint}, and AWS takes 1 to ${mostNodes}`,
                  identity: `registrationLimit ${constraint}, and AWS takes 1 to ${mostNodes}`,
                  reason,
                  fix: "registrationLimit: 1",
              },
          ]
        : [];

const expiryFindings = (expiry: unknown, day: string): readonly PropertyViolation[] => {
    if (typeof expiry !== "string") {
        return [];
    }
    const time = Date.parse(expiry);
    // The day is known, not the hour, so its last moment counts.
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
                      ? `expirationDate ${expiry}, which is no date`
                      : `expirationDate ${expiry}, more than ${mostDays} days from ${day}`,
                  reason,
                  fix: `expirationDate: "${suggestion}"`,
              },
          ];
};
