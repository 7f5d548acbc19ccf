// @vitest-environment jsdom
/** The budget grid under the fingers: keys, clipboard, conflicts, over the real store and a server in memory. */
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AtelierProvider } from "@/components/dossier/atelier/contexte";
import { type ActionsEspace, EspaceProvider } from "@/components/dossier/espace-contexte";
import { Budget } from "@/components/financement/budget/section-budget";
import { exemple } from "@/tests/outils/dossiers";
import { serveurNeuf } from "./serveur-memoire";

vi.mock("next/navigation", () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => "/dossiers/x/budget",
  useSearchParams: () => new URLSearchParams(),
  useSelectedLayoutSegment: () => "budget",
}));

const hote = document.createElement("div");
let racine: ReturnType<typeof createRoot>;
beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("fetch", () => new Promise(() => undefined));
  window.localStorage.clear();
  document.body.replaceChildren(hote);
  racine = createRoot(hote);
  HTMLDialogElement.prototype.showModal = function montrer(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function fermer(this: HTMLDialogElement) {
    this.open = false;
  };
});
afterEach(() => act(() => racine.unmount()));

const dessiner = (modifier = true, dossier = exemple("fpi-aura"), dUnPartenaire = false) =>
  act(async () =>
    racine.render(
      <EspaceProvider
        espace={serveurNeuf(dossier).espace("alex", { modifier })}
        actions={{ enregistrerModifications: () => new Promise(() => undefined) } as unknown as ActionsEspace}
      >
        <AtelierProvider>
          <Budget dUnPartenaire={dUnPartenaire} />
        </AtelierProvider>
      </EspaceProvider>,
    ),
  );

const cases = () => [...hote.querySelectorAll<HTMLElement>("[role=gridcell][data-case]")];
const une = (fin: string) => cases().find((c) => c.dataset.case?.endsWith(fin)) as HTMLElement;
const ici = () => document.activeElement?.closest<HTMLElement>("[data-case]")?.dataset.case ?? "";
const presser = (key: string, options: KeyboardEventInit = {}) =>
  act(async () => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...options }),
    );
  });
async function taper(texte: string): Promise<void> {
  await presser(texte[0] as string);
  const champ = hote.querySelector<HTMLInputElement>("[data-editeur]") as HTMLInputElement;
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(champ, texte);
    champ.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
const presse = async (type: "copy" | "paste", texte = "") => {
  const garde = new Map([["text/plain", texte]]);
  const evenement = Object.assign(new Event(type, { bubbles: true, cancelable: true }), {
    clipboardData: { getData: (t: string) => garde.get(t) ?? "", setData: (t: string, v: string) => garde.set(t, v) },
  });
  await act(async () => void document.activeElement?.dispatchEvent(evenement));
  return garde.get("text/plain");
};
const nombre = (texte: string | null | undefined) => (texte ?? "").replace(/[\s\u00a0\u202f]/g, "");
const dit = () => [...hote.querySelectorAll("[role=status]")].map((n) => n.textContent).join(" ");

test("une grille ARIA entière, un seul arrêt de tabulation", async () => {
  await dessiner();
  const grille = hote.querySelector("[role=grid]") as HTMLElement;
  expect(grille.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  expect(Number(grille.getAttribute("aria-rowcount"))).toBe(grille.querySelectorAll("[role=row]").length);
  expect(Number(grille.getAttribute("aria-colcount"))).toBe(6);
  expect([...grille.querySelectorAll("[role=row]")].map((r) => Number(r.getAttribute("aria-rowindex")))).toEqual(
    Array.from({ length: grille.querySelectorAll("[role=row]").length }, (_, i) => i + 1),
  );
  expect(grille.querySelectorAll("input")).toHaveLength(0);
  expect(une("Formation des formateurs, 2025").getAttribute("aria-label")).toMatch(
    /Formation des formateurs, 2025\u202f: 2.000.000,00/,
  );
});

test("taper remplace, Entrée descend, Échap abandonne, Tabulation va à droite", async () => {
  await dessiner();
  act(() => une("Formation des formateurs, 2024").focus());
  await taper("1 234,5");
  await presser("Enter");
  expect(nombre(une("Formation des formateurs, 2024").textContent)).toBe("1234,50");
  expect(ici()).toMatch(/Promotion et attractivité, 2024$/);
  await taper("99");
  await presser("Escape");
  expect(nombre(une("Promotion et attractivité, 2024").textContent)).toContain("vide");
  expect(ici()).toMatch(/Promotion et attractivité, 2024$/);
  await taper("5");
  await presser("Tab");
  expect(ici()).toMatch(/Promotion et attractivité, 2025$/);
  await presser("z", { ctrlKey: true });
  expect(nombre(une("Promotion et attractivité, 2024").textContent)).toContain("vide");
});

test("une plage se remplit, se copie, se vide d’un geste", async () => {
  await dessiner();
  act(() => une("Promotion et attractivité, 2026").focus());
  await presser("ArrowRight", { shiftKey: true });
  expect(hote.querySelectorAll('[aria-selected="true"]')).toHaveLength(2);
  await presser("r", { ctrlKey: true });
  expect(dit()).toContain("Rempli vers la droite");
  expect(await presse("copy")).toBe("1500000,00\t1500000,00");
  await presser("Delete");
  expect(dit()).toMatch(/2\scases vidées/);
  await presser("z", { ctrlKey: true });
  expect(nombre(une("Promotion et attractivité, 2027").textContent)).toBe("1500000,00");
});

test("coller : droit dans des cases vides, vérifié d’abord quand il y a à dire", async () => {
  await dessiner();
  act(() => une("Promotion et attractivité, 2024").focus());
  await presse("paste", "1 000,5\t2\r\n");
  expect(dit()).toMatch(/2\scases collées/);
  expect(nombre(une("Promotion et attractivité, 2024").textContent)).toBe("1000,50");
  await presse("paste", "-5\t7");
  const dialogue = hote.querySelector("#apercu-collage") as HTMLElement;
  expect(dialogue.textContent).toMatch(
    /Promotion et attractivité, 2024«\s-5\s»\s: un montant ne peut pas être négatif/,
  );
  const bouton = [...dialogue.querySelectorAll("button")].find((b) => b.textContent?.startsWith("Coller"));
  await act(async () => bouton?.click());
  expect(nombre(une("Promotion et attractivité, 2025").textContent)).toBe("7,00");
  expect(nombre(une("Promotion et attractivité, 2024").textContent)).toBe("1000,50");
});

test("un filtre n’empêche pas d’aller à la case d’un constat", async () => {
  await dessiner();
  const [partenaire] = [...hote.querySelectorAll("select")];
  await act(async () => {
    const lycee = [...(partenaire?.options ?? [])].find((o) => o.text.startsWith("Lycée"));
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value")?.set?.call(partenaire, lycee?.value);
    partenaire?.dispatchEvent(new Event("change", { bubbles: true }));
  });
  expect(document.getElementById("budget-0-montant")).toBeNull();
  await act(
    async () => void window.dispatchEvent(new CustomEvent("rigel:montrer-champ", { detail: "budget-0-montant" })),
  );
  expect(document.activeElement?.id).toBe("budget-0-montant");
});

test("en lecture, on se déplace et on copie ; rien ne s’écrit", async () => {
  await dessiner(false);
  act(() => une("Formation des formateurs, 2025").focus());
  await presser("9");
  await presser("Delete");
  expect(hote.querySelector("[data-editeur]")).toBeNull();
  expect(await presse("copy")).toBe("2000000,00");
  expect(nombre(une("Formation des formateurs, 2025").textContent)).toBe("2000000,00");
});

const outils = () => hote.querySelector("p:has(> strong)")?.textContent ?? "";
test("les outils suivent la case active après Entrée, et après une saisie qui fait naître ou partir sa ligne", async () => {
  await dessiner();
  act(() => une("Formation des formateurs, 2024").focus());
  await taper("5");
  await presser("Enter");
  expect(outils()).toContain("Promotion et attractivité, 2024");
  await taper("7");
  await presser("Enter");
  expect(outils()).toContain(ici());
  expect(ici()).not.toBe("");
});

test("les outils suivent encore la case après un passage par un écran étroit", async () => {
  let etroit = false;
  let prevenir = () => {};
  vi.stubGlobal("matchMedia", () => ({
    get matches() {
      return etroit;
    },
    addEventListener: (_: string, f: () => void) => {
      prevenir = f;
    },
    removeEventListener: () => undefined,
  }));
  await dessiner();
  for (const vers of [true, false]) {
    etroit = vers;
    await act(async () => prevenir());
  }
  act(() => une("Formation des formateurs, 2025").focus());
  expect(outils()).toContain("Formation des formateurs, 2025");
  vi.stubGlobal("matchMedia", undefined);
});

test("vider le dernier montant d’un poste : sa rangée reste à l’écran, aucune ligne n’attend", async () => {
  await dessiner();
  const nom = une("Formation des formateurs, 2024").dataset.case?.replace(/, 2024$/, "") ?? "";
  const siennes = () => cases().filter((c) => c.dataset.case?.startsWith(`${nom}, `));
  const combien = siennes().length;
  const [premiere] = siennes();
  act(() => premiere?.focus());
  for (const c of siennes()) {
    act(() => c.focus());
    await presser("Delete");
  }
  expect(siennes()).toHaveLength(combien);
  expect(siennes().every((c) => c.id.startsWith("case-budget-"))).toBe(true);
  expect(ici()).toContain(nom);
  await taper("8");
  await presser("Enter");
  expect(nombre(siennes().at(-1)?.textContent)).toBe("8,00");
});

test.each([false, true])(
  "une année hors du projet est dite, avec par où en sortir (page d’un partenaire : %s)",
  async (dUnPartenaire) => {
    const dossier = exemple("fpi-aura");
    const budget = [...(dossier.budget ?? []), { poste: "equipement" as const, annee: 2040, montant: "1.00" }];
    await dessiner(true, dossier, dUnPartenaire);
    expect(hote.textContent).not.toContain("hors projet");
    await act(() => racine.unmount());
    racine = createRoot(hote);
    await dessiner(true, { ...dossier, budget }, dUnPartenaire);
    const enTetes = [...hote.querySelectorAll("[role=columnheader]")].map((n) => n.textContent);
    expect(enTetes.filter((t) => t?.includes("hors projet"))).toEqual(["2040 hors projet"]);
    expect(hote.textContent).toContain("2040 est hors du projet");
    const liens = [...hote.querySelectorAll("a")].filter((a) => a.textContent === "les dates du projet");
    expect(liens).toHaveLength(dUnPartenaire ? 0 : 1);
  },
);
