import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { RegisteredNodesArgs } from "../nodes/registrationArgs";

/**
 * One activation: a code and an id that register machines. AWS changes none of it, so every change here makes another
 * activation with another code; nodes that are registered stay so.
 */
export interface NodeActivation {
    /**
     * How many machines it registers: 1 to 1,000.
     *
     * @default 1
     */
    registrationLimit?: Input<number>;
    /**
     * When it ends, in UTC and to the second, at most 30 days from now. A date is asked for and no number of hours, since
     * that would be another date at every preview. Once it has passed, the activation may stay in the stack; only a new
     * one cannot be made with it.
     *
     * @example 2026-12-01T08:00:00Z
     * @default - 24 hours after AWS has made it.
     */
    expirationDate?: Input<string>;
    /**
     * The name that each of its nodes has in the list of nodes: at most 256 letters, digits, blanks or any of
     * `_.:/=+-@`. Nothing personal: it is shown to whoever lists nodes.
     *
     * @default - the name of the component.
     */
    defaultInstanceName?: Input<string>;
    /**
     * What it is for, in at most 256 characters.
     *
     * @default - no description.
     */
    description?: Input<string>;
    /**
     * Tags that each of its nodes gets when it registers. `tags` of the component are not among them: tags of nodes decide
     * who may send them commands, and a changed tag makes another activation.
     *
     * @default - nodes get no tags.
     */
    nodeTags?: Record<string, Input<string>>;
}

/** People who make activations with the role of this component. */
export interface ActivationOperators {
    /** Who may: make and list activations, list nodes, and pass exactly this role to Systems Manager. */
    grantees: Grantees;
    /**
     * Tags that the activations must carry, each with one of its values, and no others. Nodes have them from there, so
     * whoever may give a tag decides who may send commands. Also limits `deregister` and `changeRole` to such nodes, and
     * lets managed nodes of the account that have none of these tags be given them.
     *
     * @example { Environment: ["factory"] }
     * @default - activations carry no tags.
     */
    nodeTags?: Record<string, Input<string>[]>;
    /**
     * Also delete activations, any of the account: AWS cannot limit this to own ones.
     *
     * @default false
     */
    deleteActivations?: boolean;
    /**
     * Also deregister managed nodes.
     *
     * @default false
     */
    deregister?: boolean;
    /**
     * Also give the role of this component to managed nodes that have another one.
     *
     * @default false
     */
    changeRole?: boolean;
}

/** The role of machines outside EC2, an activation that registers them, and who may make further ones. */
export interface HybridActivationArgs extends RegisteredNodesArgs {
    /**
     * An activation in the Region of the component; `{}` is one for a single machine within 24 hours. Its code gets into
     * the state of the stack, encrypted.
     *
     * @default - none is made; operators make them when they need them.
     */
    activation?: NodeActivation;
    /**
     * Who may make activations with this role.
     *
     * @default - nobody by this component.
     */
    operators?: ActivationOperators;
}
