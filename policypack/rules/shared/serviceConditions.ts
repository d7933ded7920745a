import type { ConditionModel, PrincipalModel, StatementModel } from "../../iam";

/**
 * The services that a condition selects in a statement with `Principal: "*"`. Such a statement allows services, not the
 * public.
 *
 * @see IAM User Guide, reference_policies_condition-keys, aws:PrincipalServiceName, aws:PrincipalIsAWSService (2026)
 */
export const servicesAllowedByConditions = (
    { conditions }: StatementModel,
    everyone: PrincipalModel,
): readonly PrincipalModel[] => {
    const named = conditions.find(picksByName);
    if (named !== undefined) {
        return named.values.map(({ text, path }) => ({ kind: "service", text, path }));
    }
    return conditions.some(picksServices) ? [{ ...everyone, kind: "service", text: "*" }] : [];
};

const picksByName = ({ key, operator, setPrefix, ifExists }: ConditionModel): boolean =>
    (key === "aws:principalservicename" || key === "aws:principalservicenameslist") &&
    (operator === "StringEquals" || operator === "StringLike" || operator === "StringEqualsIgnoreCase") &&
    setPrefix !== "forAll" &&
    !ifExists;

const picksServices = ({ key, operator, ifExists, values }: ConditionModel): boolean =>
    key === "aws:principalisawsservice" &&
    operator === "Bool" &&
    !ifExists &&
    values.every(({ text }) => text.toLowerCase() === "true");
