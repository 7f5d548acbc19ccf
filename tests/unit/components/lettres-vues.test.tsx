/** What the screens draw of a partner's letter: its form beside its signed file, and its state in the register's words. */
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test, vi } from "vitest";
import { LettreEnMots, useLettres } from "@/components/consortium/etat-lettre";
import { FormulairePartenaire } from "@/components/consortium/formulaire-partenaire";
import { OrganisationsProvider } from "@/components/consortium/organisations-connues";
import { AtelierProvider } from "@/components/dossier/atelier/contexte";
import { type ActionsEspace, EspaceProvider } from "@/components/dossier/espace-contexte";
import type { LettreVue } from "@/lib/schemas/lettres";
import { exemple } from "@/tests/outils/dossiers";
import { serveurNeuf } from "./serveur-memoire";

vi.mock("next/navigation", () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => "/dossiers/x/partenaires",
  useSearchParams: () => new URLSearchParams(),
  useSelectedLayoutSegment: () => "partenaires",
}));
vi.mock("@/components/dossier/outils-champ", () => ({ OutilsChamp: () => null }));

const SANS_REGISTRE = { organisations: [], registre: false, verifier: () => Promise.reject(new Error("aucun")) };
const BRANCHE = "branche";
const preparee: LettreVue = {
  ...{ id: "l1", partenaire: BRANCHE, nomPartenaire: "Branche", numero: 1, montant: "4000000.00", version: 0 },
  ...{ prepareeLe: "2024-02-12T10:00:00Z", prepareePar: "Alex", pdfOctets: 1, envoi: null, retrait: null },
  signature: null,
};
const signee: LettreVue = {
  ...preparee,
  signature: { le: "2024-02-15", fichier: { nom: "s.pdf", octets: 1 }, deposeeLe: "2024-02-15", deposeePar: null },
};
const ENGAGEMENT = { montant: "4000000.00", signeeLe: "2024-02-15" };

type Engagement = typeof ENGAGEMENT | null;
function dossier(engagement: Engagement, plan: string) {
  const fichier = exemple("fpi-aura");
  const partenaires = fichier.partenaires?.map((p) => (p.id === BRANCHE ? { ...p, lettreEngagement: engagement } : p));
  const financements = fichier.financements?.map((f) => (f.partenaire === BRANCHE ? { ...f, montant: plan } : f));
  return { ...fichier, partenaires, financements };
}
function Mots() {
  const lettre = useLettres().get(BRANCHE)?.lettre;
  return lettre ? <LettreEnMots lettre={lettre} /> : null;
}
function dessiner(lettres: LettreVue[], engagement: Engagement, plan = "4000000.00") {
  const fichier = dossier(engagement, plan);
  const rang = fichier.partenaires?.findIndex((p) => p.id === BRANCHE) ?? -1;
  const espace = { ...serveurNeuf(fichier).espace("alex"), lettres };
  const page = (contenu: React.ReactNode) =>
    renderToStaticMarkup(
      <EspaceProvider espace={espace} actions={{} as ActionsEspace}>
        <AtelierProvider>{contenu}</AtelierProvider>
      </EspaceProvider>,
    );
  const fiche = page(
    <OrganisationsProvider {...SANS_REGISTRE}>
      <FormulairePartenaire rang={rang} />
    </OrganisationsProvider>,
  );
  const texte = (html: string) => html.replace(/<[^>]+>/g, "").replace(/&nbsp;|\s+/g, " ");
  const saisie = (champ: string) =>
    new RegExp(`<input[^>]*id="partenaires-${rang}-lettreEngagement-${champ}"`).test(fiche);
  return { fiche: texte(fiche), montant: saisie("montant"), signeeLe: saisie("signeeLe"), mots: texte(page(<Mots />)) };
}

describe("la fiche d’un partenaire", () => {
  test("se saisit tant qu’aucun fichier signé n’est au registre", () => {
    for (const lettres of [[], [preparee]])
      expect(dessiner(lettres, ENGAGEMENT)).toMatchObject({ montant: true, signeeLe: true });
  });

  test("se lit seulement, avec le chemin du registre, quand le fichier signé y est", () => {
    const vue = dessiner([signee], ENGAGEMENT);
    expect(vue).toMatchObject({ montant: false, signeeLe: false });
    expect(vue.fiche).toContain("Voir la lettre signée");
    expect(vue.fiche).not.toContain("Saisie différente");
  });

  test("dit une saisie différente du fichier signé, et propose de le reprendre", () => {
    const vue = dessiner([signee], { ...ENGAGEMENT, montant: "4000000.01" });
    expect(vue.fiche).toMatch(/Saisie différente du fichier signé, qui porte 4 000 000,00 €, signés le 15\/02\/2024/);
    expect(vue.fiche).toContain("Reprendre le fichier signé");
    expect(vue.mots).toContain("Saisie différente du fichier signé");
  });
});

describe("un mot pour un état, celui du registre", () => {
  test.each<[string, LettreVue[], Engagement, string, RegExp]>([
    ["rien encore", [], null, "4000000.00", /^À préparer$/],
    ["préparée", [preparee], null, "4000000.00", /^Lettre n° 1 à envoyer$/],
    ["préparée, jamais envoyée, le montant a changé", [preparee], null, "4100000.00", /^À préparer4 000 000,00 €/],
    ["signée", [signee], ENGAGEMENT, "4000000.00", /^Signée le/],
    ["signée, le montant a changé", [signee], ENGAGEMENT, "4100000.00", /^Périmée/],
    ["fichier signé, saisie vidée", [signee], null, "4000000.00", /^Montant à préciserSaisie différente/],
  ])("%s", (_, lettres, engagement, plan, mots) => {
    expect(dessiner(lettres, engagement, plan).mots).toMatch(mots);
  });
});
