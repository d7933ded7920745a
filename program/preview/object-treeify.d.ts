declare module "object-treeify" {
    /** Branches and leaves as lines of text. */
    export default function treeify(tree: object): string;
}
