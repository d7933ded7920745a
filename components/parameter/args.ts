import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";
import type { PatternArgs, SeveralRegionsArgs } from "../pattern/args";

/** Parameters of the Region, selected by path or by name. Requires at least one of `paths` and `names`. */
export interface ParametersArgs {
    /**
     * Paths such as `/app/prod`, without a trailing slash or wildcard: all parameters below them, at any depth. `/app`
     * covers neither `/app2` nor a parameter named `/app`. The root `/` is rejected.
     *
     * @default - no paths.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-hierarchies.html
     */
    paths?: Input<string>[];
    /**
     * Full names of single parameters, such as `/app/db/password` or `password`, without wildcards.
     *
     * @default - no names.
     */
    names?: Input<string>[];
    /**
     * ARNs of the customer managed KMS keys, in the component's Region, that encrypt the `SecureString` parameters.
     * Grantees may use the keys via Parameter Store only, and for these parameters only. Parameters encrypted with
     * `alias/aws/ssm` need no entry: every principal of the account that can read such a parameter can decrypt it, so
     * use a customer managed key for secrets.
     *
     * @default - no keys.
     * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
     */
    kmsKeyArns?: Input<string>[];
}

/** Who may read parameters: individually, and by path if `paths` is set. */
export interface ParameterReaders extends ParametersArgs, AccessLevelArgs {
    /**
     * Principals that may read the parameters.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * Paths below `paths` that are denied to the grantees, even if another policy allows them. AWS authorizes
     * `GetParametersByPath` on the requested path, not on the returned parameters; so recursive requests for any path
     * above an exception are denied too. A parameter with the same name as an exception is denied by name, but a
     * non-recursive request for its parent path still returns it.
     *
     * @default - all parameters below `paths` are readable.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
     */
    exceptPaths?: Input<string>[];
    /**
     * Allow reading previous versions of the parameters. A replaced secret may still be in use elsewhere.
     *
     * @default false
     */
    history?: boolean;
    /**
     * Allow listing the names of **all** parameters of the Region, which the console needs. AWS does not support a
     * narrower permission.
     *
     * @default false
     */
    listAll?: boolean;
}

/** Who may write parameters. Writers cannot read them unless they are readers too. */
export interface ParameterWriters extends ParametersArgs, AccessLevelArgs {
    /**
     * Principals that may write the parameters.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * Allow writing `SecureString` parameters of the advanced tier, which Parameter Store encrypts with a data key.
     *
     * @default false
     * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
     */
    advancedTier?: boolean;
    /**
     * Allow deleting the parameters.
     *
     * @default false
     */
    deleteParameters?: boolean;
    /**
     * Allow parameter policies, which can delete a parameter at a given time. If `false`, they are denied.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-policies.html
     */
    parameterPolicies?: boolean;
    /**
     * Allow tagging the parameters, including on creation. Anyone who can tag a parameter can change which tag-based
     * policies apply to it.
     *
     * @default false
     */
    tagParameters?: boolean;
}

/** Who may read and who may write which parameters. Requires at least one of `readers` and `writers`. */
export interface ParameterAccessArgs extends PatternArgs, SeveralRegionsArgs {
    /**
     * Who may read parameters.
     *
     * @default - no reader policy is created.
     */
    readers?: ParameterReaders;
    /**
     * Who may write parameters.
     *
     * @default - no writer policy is created.
     */
    writers?: ParameterWriters;
}
