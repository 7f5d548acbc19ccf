/** What the server answers and tells, brought into the page. */
import { sectionDe, sousAdresse } from "@/lib/domain/edition/adresses";
import {
  appliquer,
  type Changement,
  comparer,
  type Ligne,
  ligneDe,
  lireA,
  memeValeur,
} from "@/lib/domain/edition/changements";
import { contenuDeSection, SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import type {
  ChangementRecu,
  ConflitChamp,
  Nouveautes,
  OperationEnvoyee,
  Synchronisation,
} from "@/lib/schemas/edition";
import type { EspaceDossier } from "@/lib/schemas/espace";
import type { SectionSaisie } from "@/lib/schemas/sections";
import type { Etats } from "./etats";
import type { Recu } from "./fusion-locale";
import type { Lot } from "./types";
import { estLigne, parSection, poserA, poserLigne, rangDe } from "./valeurs";

const versRecu = (c: ChangementRecu, vue: number): Recu => {
  const { adresse, par, le } = c;
  const changement: Changement =
    c.type === "champ"
      ? { type: "champ", adresse, avant: null, apres: c.valeur }
      : c.type === "ajout"
        ? { type: "ajout", adresse, rang: c.rang, apres: c.valeur }
        : { type: "retrait", adresse, rang: 0, avant: {} };
  return { changement, par, le, vue };
};

const versChangement = (o: OperationEnvoyee): Changement =>
  o.type === "champ"
    ? { type: "champ", adresse: o.adresse, avant: null, apres: o.valeur }
    : o.type === "ajout"
      ? { type: "ajout", adresse: o.adresse, rang: o.rang, apres: o.valeur as Ligne }
      : { type: "retrait", adresse: o.adresse, rang: 0, avant: {} };

/** The dossier was moved under other rules since this page read it: it judges with the wrong ones. */
export const autreJeu = ({ partage: { espace } }: Etats, { regime }: Nouveautes): boolean =>
  regime !== undefined && (regime.code !== espace.fichier.regime || regime.numero !== espace.regimeNumero);

export function recevoirNouveautes(etats: Etats, n: Nouveautes): void {
  const { partage } = etats;
  const vue = partage.revisionConnue;
  etats.integrerTout(n.changements.filter((c) => c.revision > vue).map((c) => versRecu(c, vue)));
  partage.revisionConnue = Math.max(vue, n.revision);
  etats.vie(n.sections);
}

/** The answer to a batch. True: the dossier must be read again, something cannot be told from here. */
export function recevoirReponse(etats: Etats, lot: Lot, s: Synchronisation): boolean {
  const { partage } = etats;
  const parId = new Map(lot.operations.map((o) => [o.id, o]));
  const anterieures = new Set(s.anterieures ?? []);
  const ecartees = new Set(partage.ecartees.map((e) => e.id));
  const acceptees = s.acceptees.flatMap((id) => parId.get(id) ?? []);
  // Written by an earlier sending: others' writes received now came after it.
  const avant = acceptees.filter((o) => anterieures.has(o.id) && !partage.connues.has(o.id));
  const apres = acceptees.filter((o) => !anterieures.has(o.id));
  const recues = new Set(s.acceptees);
  const dejaLues = acceptees.filter((o) => anterieures.has(o.id) && partage.connues.has(o.id));
  ecrire(etats, avant);
  recevoirNouveautes(etats, s);
  ecrire(etats, apres);
  for (const o of dejaLues) suivre(etats, o);
  for (const o of lot.operations) {
    partage.connues.delete(o.id);
    // What is on screen there has not gone yet.
    if (ecartees.has(o.id)) continue;
    partage.vues.delete(o.adresse);
    if (recues.has(o.id)) partage.restaurees.delete(o.adresse);
  }
  for (const c of s.conflits) {
    const o = parId.get(c.operation);
    if (o && !ecartees.has(o.id)) opposer(etats, o, c);
  }
  partage.ecartees = partage.ecartees.filter((e) => !parId.has(e.id));
  for (const r of s.refus) {
    const o = parId.get(r.operation);
    if (o) etats.refus.noter(r.adresse, { message: r.message, valeur: o.type === "retrait" ? null : o.valeur });
  }
  for (const section of SECTIONS_SAISIE) etats.revoir(section);
  // A row that came and went around an earlier sending: in which order, only the dossier itself tells.
  const melees = avant.some((o) => estLigne(o.adresse) && s.changements.some((c) => sousAdresse(c.adresse, o.adresse)));
  return melees || (lot.renvoye && dejaLues.length > 0);
}

/** The server now holds these. */
function ecrire(etats: Etats, operations: readonly OperationEnvoyee[]): void {
  for (const [section, siennes] of parSection(operations, (o) => o.adresse))
    etats.poser(section, {
      enregistre: appliquer(section, etats.section(section).enregistre, siennes.map(versChangement)),
    });
}

/** An edit taken over that was written before this page was read, and changed by others since: theirs is shown. */
function suivre(etats: Etats, o: OperationEnvoyee): void {
  const section = sectionDe(o.adresse) as SectionSaisie;
  const vue = etats.section(section);
  if (o.type !== "champ" || !memeValeur(lireA(vue.contenu, o.adresse), o.valeur)) return;
  const leur = lireA(vue.enregistre, o.adresse);
  if (leur === undefined || memeValeur(leur, o.valeur)) return;
  etats.poser(section, {
    contenu: poserA(section, vue.contenu, o.adresse, leur),
    saisie: poserA(section, vue.saisie, o.adresse, leur),
    revision: vue.revision + 1,
  });
}

/** Someone else wrote there first: their value is what the server has, mine stays on screen. */
function opposer(etats: Etats, o: OperationEnvoyee, c: ConflitChamp): void {
  const section = sectionDe(o.adresse) as SectionSaisie;
  const vue = etats.section(section);
  const ligne = estLigne(o.adresse) ? o.adresse : ligneDe(o.adresse);
  let { enregistre } = vue;
  if (c.retiree && ligne !== null)
    enregistre = appliquer(section, enregistre, [{ type: "retrait", adresse: ligne, rang: 0, avant: {} }]);
  else if (estLigne(o.adresse))
    enregistre = poserLigne(section, enregistre, o.adresse, c.leur, Math.max(0, rangDe(enregistre, o.adresse)));
  else enregistre = poserA(section, enregistre, o.adresse, c.leur);
  const adresse = c.retiree && ligne !== null ? ligne : o.adresse;
  const deja = etats.conflits.get(adresse);
  etats.poser(section, { enregistre });
  etats.conflits.set(adresse, {
    adresse,
    section,
    mienne: null,
    leur: c.leur,
    retiree: c.retiree,
    par: c.par,
    le: c.le,
    vue: deja?.vue ?? o.vue,
    base: deja?.base ?? lireA(vue.enregistre, adresse),
    ...(o.type !== "retrait" && adresse === o.adresse && { notee: o.valeur }),
  });
}

/** The dossier was read again: what differs from what this page knew is others' work, whoever they are. */
export function rebaser(etats: Etats, suivant: EspaceDossier): void {
  const { partage } = etats;
  const parties = new Map(partage.lot?.repondu ? partage.lot.operations.map((o) => [o.adresse, o]) : []);
  const vue = partage.revisionConnue;
  for (const section of SECTIONS_SAISIE) {
    const avant = etats.section(section);
    const lu = contenuDeSection(suivant.fichier, section, suivant.cles);
    const { modifieeLe, modifieePar } = suivant.sections[section];
    const par = modifieePar === null ? null : { id: "", nom: modifieePar };
    const le = modifieeLe ?? `${suivant.aujourdhui}T00:00:00.000Z`;
    const anterieurs = new Set(etats.conflits.keys());
    etats.integrerTout(comparer(section, avant.enregistre, lu).map((changement) => ({ changement, par, le, vue })));
    // Sent already, and kept by the server in the history of the field.
    for (const [adresse, c] of etats.conflits) {
      const partie = parties.get(adresse);
      if (anterieurs.has(adresse) || partie === undefined || partie.type === "retrait") continue;
      if (memeValeur(partie.valeur, c.mienne)) etats.conflits.set(adresse, { ...c, notee: c.mienne });
    }
    const apres = etats.section(section);
    const tranquille = comparer(section, lu, apres.contenu).length === 0 && apres.fautives.size === 0;
    const change = tranquille && JSON.stringify(apres.contenu) !== JSON.stringify(lu);
    // The server's own order of rows, when nothing here is being typed.
    etats.poser(section, {
      enregistre: lu,
      ...(change && { contenu: lu, saisie: lu, revision: apres.revision + 1 }),
      vie: suivant.sections[section],
    });
    etats.revoir(section);
  }
  partage.revisionConnue = suivant.revision;
}
