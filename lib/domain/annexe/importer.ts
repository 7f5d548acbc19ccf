/**
 * A workbook that comes back, against the dossier: what it changes, or every fault at once. What it says is compared with the
 * dossier as it was when it was exported, so that what others wrote since is neither undone nor lost.
 */
import { anneesCiviles } from "../dates";
import { typographie } from "../ecriture";
import { appliquer, type Changement, comparer, ligneDe, memeValeur, ouvrirContenu } from "../edition/changements";
import { fautesDeNombre } from "./bornes";
import type { ClasseurLu } from "./classeur";
import { anneesAnnexe, type ContenuAnnexe } from "./contenu";
import { nomDe } from "./feuille-partenaire";
import { type FeuillePartenaireLue, lireFeuille, partenaireDe } from "./lire-feuille";
import { caseDe, FAUTES_MAX, type FauteAnnexe, type Fiche, texteDe } from "./lire-fiche";
import { RECAPITULATION } from "./noms-feuilles";
import { FICHE } from "./reperes";
import { type Lieu, reporter } from "./reporter";

export type ImportLu = {
  /** What to write on the dossier as it is now. */
  changements: Changement[];
  lieux: ReadonlyMap<string, Lieu>;
  /** The money of the dossier once this is written. */
  apres: Pick<ContenuAnnexe, "budget" | "financements" | "repartition">;
  /** Fields and rows that others changed since the export, which stay. */
  depuis: Changement[];
};

const SECTIONS = ["budget", "financement"] as const;
const tranche = (
  section: (typeof SECTIONS)[number],
  c: Pick<ContenuAnnexe, "budget" | "financements" | "repartition">,
) => (section === "budget" ? { budget: c.budget } : { financements: c.financements, repartition: c.repartition });

/** `base`: at the revision of the export; `courant`: now. */
export function lireImport(
  classeur: ClasseurLu,
  { annees }: Fiche,
  base: ContenuAnnexe,
  courant: ContenuAnnexe,
  nouvelle: () => string,
): { ok: true; lu: ImportLu } | { ok: false; fautes: FauteAnnexe[] } {
  const { feuilles, fautes } = lireFeuilles(classeur, annees, base);
  const trop = fautesDeNombre(feuilles);
  if (trop.length > 0) return { ok: false, fautes: trop };
  const report = reporter(base, feuilles, annees, nouvelle);
  fautes.push(...report.fautes);
  if (fautes.length > 0) return { ok: false, fautes: ranger(fautes, classeur) };

  const changements: Changement[] = [];
  for (const section of SECTIONS) {
    const present = ouvrirContenu(section, tranche(section, courant));
    for (const c of comparer(section, tranche(section, base), tranche(section, report.contenu))) {
      const sort = rencontrer(c, present.lire(c.adresse));
      if (sort === "deja") continue;
      const lieu = report.lieux.get(c.adresse) ?? lieuDeRetrait(c, feuilles);
      if (sort === null) changements.push(c);
      else fautes.push({ feuille: lieu?.feuille ?? null, case: lieu?.case ?? null, message: typographie(sort) });
    }
  }
  fautes.push(...horsProjet(changements, courant, report.lieux));
  for (const f of feuilles)
    if (f.partenaire !== null && !courant.partenaires.some((p) => p.id === f.partenaire))
      fautes.push({
        feuille: f.feuille,
        case: null,
        message: typographie(
          "ce partenaire a été retiré du dossier depuis l’export : exportez l’annexe de nouveau, ou remettez-le dans la section Partenaires.",
        ),
      });
  if (fautes.length > 0) return { ok: false, fautes: ranger(fautes, classeur) };
  const suite = Object.assign(
    {},
    ...SECTIONS.map((s) => appliquer(s, tranche(s, courant), changements)),
  ) as ImportLu["apres"];
  const depuis = SECTIONS.flatMap((s) => comparer(s, tranche(s, base), tranche(s, courant)));
  return { ok: true, lu: { changements, lieux: report.lieux, apres: suite, depuis } };
}

/** In the order of the sheets and of their rows; each sentence once for one cell. */
function ranger(fautes: readonly FauteAnnexe[], { feuilles }: ClasseurLu): FauteAnnexe[] {
  const rangs = new Map(feuilles.map((f, i) => [f.nom, i]));
  const rang = ({ feuille }: FauteAnnexe) => (feuille === null ? -1 : (rangs.get(feuille) ?? -1));
  const ligne = ({ case: place }: FauteAnnexe) => Number(/^[A-Z]{1,3}(\d{1,7})$/.exec(place ?? "")?.[1] ?? 0);
  const dites = new Set<string>();
  return [...fautes]
    .filter((f) => {
      const dite = JSON.stringify([f.feuille, f.case, f.message]);
      return !dites.has(dite) && dites.add(dite) !== undefined;
    })
    .sort((a, b) => rang(a) - rang(b) || ligne(a) - ligne(b))
    .slice(0, FAUTES_MAX);
}

function lireFeuilles(classeur: ClasseurLu, annees: readonly (number | null)[], base: ContenuAnnexe) {
  const fautes: FauteAnnexe[] = [];
  const lues: FeuillePartenaireLue[] = [];
  const faute = (feuille: string | null, message: string) =>
    fautes.push({ feuille, case: null, message: typographie(message) });
  const possibles = anneesAnnexe(base);
  const vues = new Map<string | null, string>();
  for (const f of classeur.feuilles) {
    const id = partenaireDe(f);
    if (id === undefined) {
      const sienne =
        f.nom === RECAPITULATION ||
        texteDe(caseDe(f, 1, 1)).startsWith("Annexe financière") ||
        texteDe(caseDe(f, 1, FICHE.format)).startsWith("rigel-annexe/");
      if (!sienne && f.lignes.size > 0)
        faute(
          f.nom,
          "cette feuille ne vient pas de Rigel : retirez-la, ou reportez ses montants dans la feuille d’un partenaire.",
        );
      continue;
    }
    const rang = id === null ? -1 : base.partenaires.findIndex((p) => p.id === id);
    if (id !== null && rang < 0) {
      faute(
        f.nom,
        "ce partenaire n’est pas de ce dossier : ajoutez-le dans la section Partenaires, puis exportez l’annexe de nouveau.",
      );
      continue;
    }
    const deja = vues.get(id);
    if (deja !== undefined) {
      faute(f.nom, `ce partenaire a déjà la feuille « ${deja} » : gardez-en une seule.`);
      continue;
    }
    vues.set(id, f.nom);
    const partenaire = base.partenaires[rang] ?? null;
    const { lue, fautes: siennes } = lireFeuille(f, partenaire, nomDe(partenaire, rang), annees, possibles);
    lues.push(lue);
    fautes.push(...siennes);
  }
  for (const [rang, p] of base.partenaires.entries())
    if (!vues.has(p.id))
      faute(
        null,
        `la feuille du partenaire « ${nomDe(p, rang)} » manque : exportez l’annexe de nouveau et reportez-y vos montants.`,
      );
  if (!vues.has(null))
    faute(null, `la feuille « ${nomDe(null, -1)} » manque : exportez l’annexe de nouveau et reportez-y vos montants.`);
  return { feuilles: lues, fautes };
}

/** `la`: what is there now. null: goes on; « deja »: someone wrote the same; a sentence: someone wrote something else there since the export. */
function rencontrer(c: Changement, la: unknown): "deja" | string | null {
  switch (c.type) {
    case "champ":
      if (la === undefined)
        return "cette ligne a été retirée du dossier depuis l’export : exportez l’annexe de nouveau, ou laissez la valeur d’origine.";
      if (memeValeur(la, c.apres)) return "deja";
      return memeValeur(la, c.avant) ? null : CHANGEE(la);
    case "ajout":
      if (la === undefined) return null;
      return memeValeur(la, c.apres)
        ? "deja"
        : "quelqu’un a rempli cette case dans le dossier depuis l’export : exportez l’annexe de nouveau pour voir sa valeur.";
    case "retrait":
      if (la === undefined) return "deja";
      return memeValeur(la, c.avant)
        ? null
        : "cette ligne, que vous avez vidée, a été modifiée dans le dossier depuis l’export : exportez l’annexe de nouveau.";
  }
}

const CHANGEE = (la: unknown): string =>
  `cette case a changé dans le dossier depuis l’export${typeof la === "string" || typeof la === "number" ? ` : elle vaut maintenant « ${la} »` : ""}. Écrivez-y cette valeur pour la garder, ou exportez l’annexe de nouveau.`;

/** A row that is gone has no cell any more: its sheet at least. */
function lieuDeRetrait(
  c: Changement,
  feuilles: readonly FeuillePartenaireLue[],
): { feuille: string; case: null } | null {
  if (c.type !== "retrait") return null;
  const f = feuilles.find((x) => x.partenaire === (c.avant.partenaire ?? null));
  return f === undefined ? null : { feuille: f.feuille, case: null };
}

/** A new amount in a year that the project no longer covers: its dates changed since the export. */
function horsProjet(
  changements: readonly Changement[],
  { debut, dureeMois }: ContenuAnnexe,
  lieux: ReadonlyMap<string, Lieu>,
) {
  if (debut === null || dureeMois === null) return [];
  const annees = anneesCiviles(debut, dureeMois);
  return changements.flatMap((c): FauteAnnexe[] => {
    if (c.type !== "ajout" || ligneDe(c.adresse) === null || !c.adresse.startsWith("budget/")) return [];
    const { annee } = c.apres;
    if (typeof annee !== "number" || annees.includes(annee)) return [];
    const lieu = lieux.get(c.adresse);
    const etendue = annees.length > 1 ? `de ${annees[0]} à ${annees.at(-1)}` : String(annees[0]);
    return [
      {
        feuille: lieu?.feuille ?? null,
        case: lieu?.case ?? null,
        message: typographie(
          `l’année ${annee} est en dehors du projet (${etendue}) : videz cette case, ou changez les dates du projet.`,
        ),
      },
    ];
  });
}
