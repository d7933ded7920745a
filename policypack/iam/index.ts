/** The public API of the IAM model: build, parse and analyze policy documents. */
export * from "./build";
export type {
    DocumentKind,
    SyntaxIssue,
    ConditionModel,
    PolicyModel,
    PrincipalModel,
    StatementModel,
    PolicyString,
} from "./model/document";
export { numberOfStrings, UnreadableDocument, writtenText } from "./model/document";
export { parse } from "./model/parse";
export type { Replacement } from "./model/replacement";
export {
    computeOnce,
    haveSameMembers,
    memoizeByObject,
    memoizeByText,
    memoizeInside,
    memoizeLast,
    memoizeRecent,
    TextCache,
} from "./syntax/memoize";
export { toStatementJson, oneOrMore, type StatementJson } from "./model/serialize";

// ARNs, globs and names.
export { arnParts, isAccountId, type Arn } from "./syntax/arn";
export { endpointServiceName } from "./knowledge/endpoints";
export { domainOf, isRegionCode, partitionOfRegion, regionCode } from "./knowledge/partitions";
export { isDeferred, deferred } from "./syntax/deferredValue";
export { pluralize } from "./syntax/pluralize";
export { covers, hasWildcard, matches, overlaps } from "./syntax/glob";
export { PatternIndex } from "./syntax/patternIndex";
export { roleScope, type RoleScope } from "./analysis/roleScope";
export { principalOf, serviceOf } from "./knowledge/servicePrincipals";
export { knowsVariables } from "./analysis/policyVersion";

// What a document grants, to whom, and which conditions restrict it.
export { passRoleGrants, roleGrants, type PassRoleGrant, type RoleGrant } from "./analysis/grants";
export { trusts, type Trust } from "./analysis/trusts";
export { actionSet, allowedActions, type ActionSet } from "./analysis/soughtActions";
export { matchingAction, hasAction, allowedPrincipals } from "./analysis/statementMatch";
export {
    isAlwaysTrue,
    restrictionOf,
    describeCondition,
    holdsFor,
    requiresKey,
    trueWhenAbsent,
    type Restriction,
    type ValueCheck,
} from "./analysis/conditions";
export { canDenyPrincipal, LimitingStatements } from "./analysis/limits";
export { deniesOf, guardOf, policyHolder, isDenied, type Guard } from "./analysis/guards";
export { unknownZone, type ZoneOfTrust } from "./analysis/zoneOfTrust";
export { passedToCheck, passedToService } from "./analysis/passedToService";
export { oidcClaimCheck, oidcSubjectGuard, type OidcSubjectGuard } from "./analysis/oidcSubject";
export { resourceServices } from "./analysis/resourceService";

// Facts about AWS.
export { unknownConditionKey } from "./knowledge/globalConditionKeys";
export { issuerAddress, oidcIssuers, oidcIssuerOf, type OidcIssuer } from "./knowledge/oidcIssuers";
export { operatorNamed, operatorParts, type Operator } from "./syntax/conditionOperators";
export { awsOwnedBuckets } from "./knowledge/awsOwnedBuckets";
export { statementsWithUnion } from "./analysis/networks";
export { publicAccessKeys } from "./analysis/publicAccessKeys";
export {
    encryptionContextKeys,
    exceptionsFor,
    isInScope,
    servicePrincipalExceptions,
    type ConditionClause,
    type ServicePrincipalException,
} from "./analysis/servicePrincipalExceptions";
export { principalKeys, sourceKeys, type RestrictingKey } from "./analysis/confusedDeputyKeys";
export { powerfulActions, type PowerfulAction } from "./knowledge/systemsManagerActions";
export { serviceTrust, serviceTrusts, type SourceKeySupport, type ServiceTrust } from "./knowledge/serviceTrust";
export { maximumInline, maximumOf } from "./model/documentSizes";
