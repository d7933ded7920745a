declare module "object-treeify" {
    /** Formats an object as a tree. */
    export default function treeify(tree: object): string;
}
