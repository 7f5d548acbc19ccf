/** What a batch of edits makes of a dossier, in memory: what is written, what meets someone else's, what cannot be stored. */
import { appliquer, type Changement, cibleDe, type Ligne, lireA } from "@/lib/domain/edition/changements";
import type { SectionEditable } from "@/lib/domain/edition/formes";
import { type Decision, decider, type Ecrite } from "@/lib/domain/edition/fusion";
import { avecSection, type ClesLignes, clesDeContenu, contenuDeSection } from "@/lib/schemas/contenus";
import type { Operation } from "@/lib/schemas/edition";
import { canonique } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { SCHEMAS_SECTION } from "@/lib/schemas/sections";
import { verifierStockable } from "@/lib/server/dossiers/limites";
import { retraitsImpossibles } from "@/lib/server/dossiers/usages-partenaire";
import { messageZod } from "@/lib/server/repondre";

export type Etat = { fichier: DossierFichier; cles: ClesLignes };
export type Appliquee = { operation: Operation; changement: Changement };
export type EnConflit = { operation: Operation; avant: unknown } & Extract<Decision, { type: "conflit" }>;
export type Preparation = {
  apres: Etat;
  /** In the order they were asked. */
  appliquees: Appliquee[];
  sansEffet: Operation[];
  conflits: EnConflit[];
  refus: { operation: Operation; message: string }[];
};

const sectionDe = (operation: Operation): SectionEditable => {
  const cible = cibleDe(operation.adresse);
  // The schema of the request let no other address in.
  if (cible === null) throw new Error(`Adresse inconnue : ${operation.adresse}`);
  return cible.section;
};

const contenuDe = ({ fichier, cles }: Etat, section: SectionEditable): unknown =>
  contenuDeSection(fichier, section, cles);

function versChangement(operation: Operation, contenu: unknown): Changement {
  const { adresse } = operation;
  if (operation.type === "ajout") {
    return { type: "ajout", adresse, rang: operation.rang, apres: operation.valeur };
  }
  const present = lireA(contenu, adresse);
  if (operation.type === "retrait") {
    const cible = cibleDe(adresse);
    const liste = cible?.genre === "ligne" ? ((contenu as Record<string, unknown>)[cible.liste] as unknown[]) : [];
    return { type: "retrait", adresse, rang: Math.max(0, liste.indexOf(present)), avant: present as Ligne };
  }
  return { type: "champ", adresse, avant: present ?? null, apres: operation.valeur ?? null };
}

/** The state once these changes are made, checked as a whole: a valid file, within the portal's limits. */
function essayer(avant: Etat, lot: readonly Appliquee[]): { ok: true; apres: Etat } | { ok: false; message: string } {
  let { fichier, cles } = avant;
  const parSection = new Map<SectionEditable, Appliquee[]>();
  for (const a of lot) {
    const section = sectionDe(a.operation);
    const siennes = parSection.get(section);
    if (siennes) siennes.push(a);
    else parSection.set(section, [a]);
  }
  for (const [section, siennes] of parSection) {
    const contenu = appliquer(
      section,
      contenuDe({ fichier, cles }, section),
      siennes.map((a) => a.changement),
    );
    const lu = SCHEMAS_SECTION[section].safeParse(contenu, { error: messageZod });
    if (!lu.success) return { ok: false, message: lu.error.issues[0]?.message ?? "Cette valeur n’est pas valable." };
    fichier = avecSection(fichier, section, lu.data as never);
    cles = { ...cles, ...clesDeContenu(lu.data) };
  }
  const apres = canonique(fichier);
  const retraits = retraitsImpossibles(avant.fichier, apres);
  if (retraits.length > 0) return { ok: false, message: retraits.join(" ") };
  const stockable = verifierStockable(apres);
  if (!stockable.ok)
    return { ok: false, message: stockable.fautes[0]?.message ?? "Cette valeur ne peut pas être gardée." };
  return { ok: true, apres: { fichier: stockable.dossier, cles } };
}

/** As many as can be: the whole lot, else each half in turn, down to the edits that cannot be stored. */
function avancer(
  avant: Etat,
  lot: readonly Appliquee[],
  refus: Preparation["refus"],
): { apres: Etat; gardees: readonly Appliquee[] } {
  if (lot.length === 0) return { apres: avant, gardees: [] };
  const essai = essayer(avant, lot);
  if (essai.ok) return { apres: essai.apres, gardees: lot };
  const [seule] = lot;
  if (lot.length === 1 && seule !== undefined) {
    refus.push({ operation: seule.operation, message: essai.message });
    return { apres: avant, gardees: [] };
  }
  const milieu = Math.ceil(lot.length / 2);
  const debut = avancer(avant, lot.slice(0, milieu), refus);
  const fin = avancer(debut.apres, lot.slice(milieu), refus);
  return { apres: fin.apres, gardees: [...debut.gardees, ...fin.gardees] };
}

/** `ecrites`: what other pages wrote, at least since the oldest `vue` of these operations. */
export function preparerEditions(
  avant: Etat,
  operations: readonly Operation[],
  ecrites: readonly Ecrite[],
): Preparation {
  const sansEffet: Operation[] = [];
  const conflits: EnConflit[] = [];
  const candidates: Appliquee[] = [];
  const contenus = new Map<SectionEditable, unknown>();
  for (const operation of operations) {
    const section = sectionDe(operation);
    const contenu = contenus.get(section) ?? contenuDe(avant, section);
    const valeur = operation.type === "retrait" ? undefined : operation.valeur;
    const decision = decider({ ...operation, valeur }, contenu, ecrites);
    if (decision.type === "sans_effet") sansEffet.push(operation);
    else if (decision.type === "conflit")
      conflits.push({ operation, avant: lireA(contenu, operation.adresse), ...decision });
    else {
      const changement = versChangement(operation, contenu);
      candidates.push({ operation, changement });
      // A field typed in a row added just before, in the same batch, finds it there.
      if (changement.type !== "champ") contenus.set(section, appliquer(section, contenu, [changement]));
    }
  }
  const refus: Preparation["refus"] = [];
  const { apres, gardees } = avancer(avant, candidates, refus);
  // As stored: what the schemas made of what was typed.
  const appliquees = gardees.map(({ operation, changement }): Appliquee => {
    if (changement.type === "retrait") return { operation, changement };
    const stockee = lireA(contenuDe(apres, sectionDe(operation)), operation.adresse);
    return changement.type === "ajout"
      ? { operation, changement: { ...changement, apres: (stockee ?? changement.apres) as Ligne } }
      : { operation, changement: { ...changement, apres: stockee ?? null } };
  });
  return { apres, appliquees, sansEffet, conflits, refus };
}
