import { documentRules } from "./policypack/rules";
import { evaluateDocument } from "./policypack/engine/evaluateDocument";
import { ruleCases } from "./test/policypack/rules/cases";
import { applyReplacement } from "./test/policypack/rules/applyReplacement";
import { askedIn, contextsOf, isAllowed } from "./test/policypack/rules/grantedRequests";
const errs = new Map<string, number>();
(async () => { for (const [name, cases] of Object.entries(ruleCases)) {
    let checked = 0, lost = 0;
    for (const c of cases) {
        for (const v of evaluateDocument(documentRules.filter((r) => r.name === name), c.kind, c.document, c.settings)) {
            if (v.replacement === undefined) continue;
            const after = applyReplacement(c.document, v, c.settings);
            const before = typeof c.document === "string" ? JSON.parse(c.document) : c.document;
            try {
            for (const asked of askedIn(c.kind, before)) {
                const cs = contextsOf(before, after);
                const b: any[] = []; for (const x of cs) { const r = await isAllowed(c.kind, before, asked, x); if (r === undefined) { errs.set(name + asked.action + asked.resource, 1); } if (r) b.push(x); }
                if (b.length === 0) continue;
                const a: any[] = []; for (const x of b) if (await isAllowed(c.kind, after, asked, x)) a.push(x);
                checked++;
                if (a.length === 0) { lost++; if (lost < 5) console.log("LOST", name, c.name, JSON.stringify(asked), JSON.stringify(before), v.replacement.replace(/\n\s*/g, " ")); }
            }
            } catch (e) { console.log("ERR", name, c.name, (e as Error).stack?.split("\n").slice(0,6).join(" | ")); }
        }
    }
    console.log(name, "checked", checked, "lost", lost);
}

console.log([...errs.keys()].slice(0,60)); })();