import { nestedText, stack, times, type HostileKind } from "./kind";

/** YAML that multiplies or nests. */
export const yaml: readonly HostileKind[] = [
    {
        name: "YAML collections as keys",
        size: 250,
        malformed: "at this size",
        resources: (size) => stack('? ["'.repeat(size)),
    },
    {
        name: "YAML lists as keys of flow mappings",
        size: 250,
        malformed: "at this size",
        resources: (size) => stack(`Resources: ${nestedText(size, "{[", "a", "]: b}")}`),
    },
    {
        name: "YAML lists in lists",
        size: 5_000,
        malformed: "at this size",
        resources: (size) => stack(`Resources: ${"[".repeat(size)}`),
    },
    {
        name: "YAML lists indented in lists",
        size: 5_000,
        malformed: "at this size",
        resources: (size) => stack(`Resources: a\nB:\n${"- ".repeat(size)}`),
    },
    {
        name: "YAML aliases that double",
        size: 40,
        malformed: "at this size",
        resources: (size) =>
            stack(
                [
                    "a0: &a0 [1,1]",
                    ...times(size, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
                    "Resources:",
                    "  P: {}",
                ].join("\n"),
            ),
    },
    {
        name: "YAML aliases of a list that contains them",
        size: 1_000,
        resources: (size) => stack(`a: &a [${times(size, () => "*a").join(",")}]\nResources: {}`),
    },
    {
        name: "YAML tags in tags",
        size: 2_000,
        malformed: "at this size",
        resources: (size) => stack(`Resources: ${"!Join [".repeat(size)}`),
    },
    {
        name: "YAML syntax errors",
        size: 20_000,
        resources: (size) => stack(`Resources: {}\n${"]".repeat(size)}`),
    },
    {
        name: "YAML documents",
        size: 5_000,
        resources: (size) => stack(`Resources: {}\n${"---\n".repeat(size)}`),
    },
    {
        name: "YAML quotes that do not end",
        size: 20_000,
        malformed: "at every size",
        resources: (size) => stack(`Resources: {}\nA: "${"a\n".repeat(size)}`),
    },
    {
        name: "YAML flow collections that go on at the left",
        size: 1_000,
        resources: (size) => stack(`Resources: {}\nA: [\n${"{a: b},\n".repeat(size)}]\n`),
    },
    {
        name: "YAML quotes that go on at the left",
        size: 1_000,
        resources: (size) => stack(`Resources: {}\nA:\n${"  - 'a\nb'\n".repeat(size)}`),
    },
];
