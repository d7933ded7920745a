import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";
import type { RegisteredNodesArgs } from "../nodes/registrationArgs";

/**
 * An activation: a code and an ID that register machines. Activations are immutable, so every change creates a new
 * activation with a new code. Registered nodes stay registered.
 */
export interface NodeActivation {
    /**
     * The maximum number of machines to register: 1 to 1,000.
     *
     * @default 1
     */
    registrationLimit?: Input<number>;
    /**
     * When the activation expires, in UTC with seconds, at most 30 days from now. This is a date and not a number of
     * hours, because a duration would give a different date at every preview. An expired activation can stay in the
     * stack, but a new one cannot be created with that date.
     *
     * @example 2026-12-01T08:00:00Z
     * @default - 24 hours after AWS creates the activation.
     */
    expirationDate?: Input<string>;
    /**
     * The name of each of its nodes in the list of nodes: 1 to 256 letters, digits, spaces or any of `_.:/=+-@`. Do not
     * use personal data: everyone who can list nodes sees it.
     *
     * @default - the name of the component.
     */
    defaultInstanceName?: Input<string>;
    /**
     * Description of the activation: 1 to 256 characters.
     *
     * @default - no description.
     */
    description?: Input<string>;
    /**
     * Tags that each node gets at registration: 1 to 50 tags. They do not include the `tags` of the component: node
     * tags control who can send commands to a node, and changing a tag creates a new activation.
     *
     * @default - no tags.
     */
    nodeTags?: Record<string, Input<string>>;
}

/** Users who can create activations with the role of this component. */
export interface ActivationOperators extends AccessLevelArgs {
    /**
     * Who can create and list activations, list nodes, and pass exactly this role to Systems Manager.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * Tags that the activations must have, each with one of its values, and no other tags: 1 to 50 tags. Nodes get the
     * tags of their activation, so operators choose who can send commands to the nodes. Also limits `deregister` and
     * `changeRole` to nodes with these tags, and allows adding the tags to managed nodes of the account that have none
     * of them.
     *
     * @example { Environment: ["factory"] }
     * @default - activations must have no tags.
     */
    nodeTags?: Record<string, Input<string>[]>;
    /**
     * Also allow deleting activations, any activation of the account: AWS supports no narrower permission.
     *
     * @default false
     */
    deleteActivations?: boolean;
    /**
     * Also allow deregistering managed nodes.
     *
     * @default false
     */
    deregister?: boolean;
    /**
     * Also allow assigning the role of this component to managed nodes that have another role.
     *
     * @default false
     */
    changeRole?: boolean;
}

/** The role of machines outside EC2, an activation that registers them, and who can create more activations. */
export interface HybridActivationArgs extends RegisteredNodesArgs {
    /**
     * An activation in the Region of the component. `{}` creates one for a single machine within 24 hours. Its code is
     * stored encrypted in the state of the stack.
     *
     * @default - no activation; operators create activations as needed.
     */
    activation?: NodeActivation;
    /**
     * Who can create activations with this role.
     *
     * @default - nobody; this component grants no access to activations.
     */
    operators?: ActivationOperators;
}
