/** What is drawn on the screens of a dossier, section by section: every field of FORMES has its tools there, written or only read. */
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { FormationsProvider } from "@/components/carte/formations";
import { FormulaireTransformation } from "@/components/carte/formulaire-transformation";
import { SectionTransformations } from "@/components/carte/section-transformations";
import { FormulairePartenaire } from "@/components/consortium/formulaire-partenaire";
import { OrganisationsProvider } from "@/components/consortium/organisations-connues";
import { SectionPartenaires } from "@/components/consortium/section-partenaires";
import { AtelierProvider } from "@/components/dossier/atelier/contexte";
import { type ActionsEspace, EspaceProvider } from "@/components/dossier/espace-contexte";
import { SectionDiagnostic } from "@/components/dossier/section-diagnostic";
import { SectionIdentite } from "@/components/dossier/section-identite";
import { SectionLettre } from "@/components/dossier/section-lettre";
import { SectionStrategie } from "@/components/dossier/section-strategie";
import { SectionVerification } from "@/components/dossier/section-verification";
import { DialogueLigne } from "@/components/financement/budget/dialogue-ligne";
import { cheminDeCase } from "@/components/financement/budget/outils-case";
import { SectionBudget } from "@/components/financement/budget/section-budget";
import { useBudget } from "@/components/financement/budget/usage-budget";
import { DialogueSource } from "@/components/financement/dialogue-source";
import { SectionFinancement } from "@/components/financement/section-financement";
import { SectionPublics } from "@/components/publics/section-publics";
import { rangeesAffichees } from "@/lib/domain/budget";
import { FORMES, type Forme, SECTIONS_EDITABLES, type SectionEditable } from "@/lib/domain/edition/formes";
import { exemple } from "@/tests/outils/dossiers";
import { serveurNeuf } from "./serveur-memoire";

vi.mock("next/navigation", () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => "/dossiers/x/identite",
  useSearchParams: () => new URLSearchParams(),
  useSelectedLayoutSegment: () => "identite",
}));
vi.mock("@/components/dossier/outils-champ", () => ({
  OutilsChamp: ({ section, chemin }: { section: string; chemin: string }) => <i data-outils={`${section} ${chemin}`} />,
}));
// The row's tools as they are once their button is pressed.
vi.mock("@/components/dossier/outils-champ-ligne", () => ({
  useOutilsLigne: ({ section, champs }: { section: string; champs: { chemin: string }[] }) => ({
    bouton: champs.map((c) => <i key={c.chemin} data-outils={`${section} ${c.chemin}`} />),
    rangee: null,
  }),
}));

/** Every field, as its path without ranks nor keys of dictionaries. */
function champs(forme: Forme, chemin: readonly string[]): string[] {
  if (forme.genre === "objet" || forme.genre === "liste")
    return Object.entries(forme.champs).flatMap(([nom, sous]) => champs(sous, [...chemin, nom]));
  return [chemin.join(".")];
}

/** The rows one opens: their dialogs and folded forms, drawn open. */
function LigneDuBudget({ lectureSeule }: { lectureSeule: boolean }) {
  const { grille, partenaires } = useBudget();
  const rangee = rangeesAffichees(grille)[0];
  const rien = () => undefined;
  return (
    <DialogueLigne
      {...{ rangee, partenaires, lectureSeule, ligne: rangee?.lignes[0] ?? 0, defaut: null }}
      surValidation={rien}
      surRetrait={rien}
      surFermeture={rien}
    />
  );
}
const SANS_REGISTRE = { organisations: [], registre: false, verifier: () => Promise.reject(new Error("aucun")) };
const ECRANS: Record<SectionEditable, (lectureSeule: boolean) => ReactElement> = {
  identite: () => <SectionIdentite />,
  lettre: () => <SectionLettre />,
  diagnostic: () => <SectionDiagnostic />,
  strategie: () => <SectionStrategie />,
  partenaires: () => (
    <OrganisationsProvider {...SANS_REGISTRE}>
      <SectionPartenaires campusConnus={[]} {...SANS_REGISTRE} />
      <FormulairePartenaire rang={0} />
    </OrganisationsProvider>
  ),
  budget: (lectureSeule) => (
    <>
      <SectionBudget />
      <LigneDuBudget lectureSeule={lectureSeule} />
    </>
  ),
  financement: () => (
    <>
      <SectionFinancement />
      <DialogueSource rang={1} lettre={undefined} surFermeture={() => undefined} />
    </>
  ),
  transformations: () => (
    <>
      <SectionTransformations connues={[]} inconnues={[]} colorations={null} />
      <FormationsProvider connues={[]} inconnues={[]}>
        <FormulaireTransformation rang={0} incoherences={[]} />
      </FormationsProvider>
    </>
  ),
  publics: () => <SectionPublics />,
  verification: () => <SectionVerification />,
};

/** An example where each list has a row, and each conditional field its condition. */
function dossier() {
  const fichier = exemple("fpi-aura");
  fichier.partenaires = fichier.partenaires?.map((p) => ({ ...p, aideEtat: "RGEC" })) ?? [];
  fichier.campus = [{ nom: "Campus", excellence: true }];
  fichier.repartition = [{ partenaire: fichier.partenaires[0]?.id ?? "gip", subvention: "1.00" }];
  fichier.justifications = { COFI_ENGAGE: "Le vote est en avril." };
  fichier.financements =
    fichier.financements?.map((f) => ({ ...f, engage: false, ...(f.nature && { nature: "valorisation" as const }) })) ??
    [];
  fichier.reponses = {
    ...fichier.reponses,
    complementarite: { financementsAnterieurs: true, texte: "Le banc d’essai est nouveau." },
  };
  fichier.plateauxTechniques = [{ libelle: "Banc", usagers: [], acces: "Convention" }];
  fichier.publics = [{ public: "lyceen", niveau: 4, annee: 2025, prevu: 24 }];
  fichier.alignement = [{ reference: "CPRDFOP", objectif: "A2", justification: "45 places", page: "p. 34" }];
  return fichier;
}

const actions = {} as ActionsEspace;
function dessiner(section: SectionEditable, lectureSeule: boolean): string {
  const espace = serveurNeuf(dossier()).espace("alex", { modifier: !lectureSeule });
  return renderToStaticMarkup(
    <EspaceProvider espace={espace} actions={actions}>
      <AtelierProvider>{ECRANS[section](lectureSeule)}</AtelierProvider>
    </EspaceProvider>,
  );
}

describe("outils de chaque champ, sur les écrans", () => {
  for (const lectureSeule of [false, true])
    it.each(SECTIONS_EDITABLES)(`%s${lectureSeule ? ", en lecture" : ""}`, (section) => {
      const html = dessiner(section, lectureSeule);
      const outilles = [...html.matchAll(/data-outils="(\S+) (\S+)"/g)]
        .filter(([, s]) => s === section)
        .map(([, , chemin]) =>
          (chemin as string)
            .split(".")
            .filter((part) => !/^\d+$/.test(part))
            .join("."),
        );
      const attendus = champs({ genre: "objet", champs: FORMES[section] }, []);
      const manquants = attendus.filter((c) => !outilles.some((o) => o === c || o.startsWith(`${c}.`)));
      expect(manquants).toEqual([]);
    });

  it("budget : la barre suit une case qui a une ligne, et n’a que l’aide pour une case vide", () => {
    expect(cheminDeCase("budget-12-montant")).toBe("budget.12.montant");
    expect(cheminDeCase("budget-12-case-2025")).toBeNull();
    const html = dessiner("budget", false);
    expect(html).toContain("Outils de la case");
    expect([...html.matchAll(/<td[^>]*data-case="[^"]+"/g)].length).toBeGreaterThan(0);
    expect([...dessiner("budget", true).matchAll(/<td[^>]*data-case="[^"]+"/g)].length).toBeGreaterThan(0);
  });
});
