import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";

/** Parameters of the Region by path or by name. At least one path or name. */
export interface ParametersArgs {
    /**
     * Paths, such as `/app/prod`: everything below them, at any depth. `/app` covers neither `/app2` nor a parameter called
     * `/app` itself. The root `/` is refused.
     *
     * @default - none by path.
     */
    paths?: Input<string>[];
    /**
     * Full names of single parameters, such as `/app/db/password` or `password`, without a wildcard.
     *
     * @default - none by name.
     */
    names?: Input<string>[];
    /**
     * ARNs of the customer managed keys that the `SecureString`s among them are encrypted with. Usable through Parameter
     * Store only, and for these parameters only. Those under `alias/aws/ssm` need no key here: every principal of the account
     * that reads such a parameter may decrypt it, so secrets belong under a key of their own.
     *
     * @default - no key.
     */
    kmsKeyArns?: Input<string>[];
}

/** Who reads parameters: one by one, and by path where there are `paths`. */
export interface ParameterReaders extends ParametersArgs {
    /** Who may read the parameters. */
    grantees: Grantees;
    /**
     * Paths below `paths` that stay closed, whatever else allows the grantees to read them. Reading by path is judged on
     * the path that is asked for and not on what it returns, so reading by any path above them is closed too where it
     * asks for what lies deeper. A parameter that is called as such a path is closed by its name; the path right above,
     * asked for without what lies deeper, still returns it.
     *
     * @default - everything below `paths` may be read.
     */
    exceptPaths?: Input<string>[];
    /**
     * Also allow to read what the parameters were before: a secret that was replaced may still be in use elsewhere.
     *
     * @default false
     */
    history?: boolean;
    /**
     * Also allow to list the names of **all** parameters of the Region, which the console needs. AWS knows no narrower form.
     *
     * @default false
     */
    listAll?: boolean;
}

/** Who writes parameters. They read none, unless they are readers too. */
export interface ParameterWriters extends ParametersArgs {
    /** Who may write the parameters. */
    grantees: Grantees;
    /**
     * Also allow to write `SecureString`s of the advanced tier, which Parameter Store encrypts with a data key.
     *
     * @default false
     */
    advancedTier?: boolean;
    /**
     * Also allow to delete the parameters.
     *
     * @default false
     */
    deleteParameters?: boolean;
    /**
     * Also allow parameter policies, one of which deletes a parameter at a given time. Else they are denied.
     *
     * @default false
     */
    parameterPolicies?: boolean;
    /**
     * Also allow to tag the parameters, also when they are made. Whoever may tag gives away what others grant by tag.
     *
     * @default false
     */
    tagParameters?: boolean;
}

/** Who reads and who writes which parameters. At least one of the two. */
export interface ParameterAccessArgs extends PatternArgs {
    /**
     * Who reads parameters.
     *
     * @default - nobody.
     */
    readers?: ParameterReaders;
    /**
     * Who writes parameters.
     *
     * @default - nobody.
     */
    writers?: ParameterWriters;
}
