// Defers the loading of modules until they are used.
import { createRequire } from "node:module";

/**
 * Puts a placeholder for a module into the module cache, which loads the module when a property is first read.
 * Suits modules that export an object and are imported as a whole.
 */
const defer = (from, name) => {
    const file = from.resolve(name);
    let loaded;
    const load = () => {
        if (loaded === undefined) {
            Reflect.deleteProperty(from.cache, file);
            loaded = from(file);
        }
        return loaded;
    };
    // Compiled imports copy the properties of modules that are not marked as ES modules, which would load them all.
    const get = (_, property) => property === "__esModule" || load()[property];
    from.cache[file] = { id: file, filename: file, loaded: true, children: [], exports: new Proxy({}, { get }) };
};

/**
 * Defers what `@pulumi/pulumi` loads only to serialize functions: npm's dependency resolver and TypeScript, more than
 * half of its modules. A preview serializes no function; one that does loads them then.
 */
export const deferFunctionSerialization = (folder) => {
    const pulumi = createRequire(createRequire(folder).resolve("@pulumi/pulumi"));
    ["@npmcli/arborist", "./typescript-shim"].forEach((name) => {
        defer(pulumi, name);
    });
};
