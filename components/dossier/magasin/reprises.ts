/** At opening: what pages that are gone had kept on this device is taken over, in their order, and sent. */

import type { Adresse } from "@/lib/domain/edition/adresses";
import {
  appliquer,
  type Changement,
  comparer,
  inverser,
  ligneDe,
  lireA,
  memeValeur,
} from "@/lib/domain/edition/changements";
import { versOperation } from "@/lib/domain/edition/operations";
import { SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { lireBrouillons, oublierBrouillons } from "../brouillons";
import type { Etats } from "./etats";
import { clientsGardes, type EditionGardee, type Gardee, garder, lireGardee, oublier } from "./garde";
import { lireValeur } from "./lecture";
import { type Egales, intact } from "./pile";
import { type Ecartee, reprendreAncienne, reprendreSection } from "./reprise";
import type { OptionsMagasin, Reprise } from "./types";

const nomVerrou = (client: string) => `rigel:${client}`;

type Gestes = {
  poser: (section: SectionSaisie, saisie: unknown, ecran: boolean) => void;
  /** False: this device refused. */
  garder: () => boolean;
  envoyer: () => Promise<void>;
  egales: Egales;
};

type Options = OptionsMagasin & { nouvelId: () => string };

export function creerReprises(etats: Etats, client: string, options: Options, gestes: Gestes) {
  const { partage } = etats;
  let reprise: Reprise = [];
  let defaire: { section: SectionSaisie; changements: Changement[] }[] = [];
  let lacher: (() => void) | null = null;
  /** Pages of which something stays on the device, for the next page that opens. */
  const restees = new Set<string>();

  /** Puts back on screen; says what it changed. */
  function montrer(section: SectionSaisie, saisie: unknown, adresses: readonly Adresse[]): void {
    const avant = etats.section(section).saisie;
    defaire = [...defaire, { section, changements: comparer(section, avant, saisie) }];
    const nouvelles = new Set(adresses);
    reprise = [
      ...reprise.filter((r) => !nouvelles.has(r.adresse)),
      ...[...nouvelles].map((adresse) => ({ section, adresse })),
    ];
    gestes.poser(section, saisie, true);
  }

  /** Under the name it may have been sent under already, so that it is written once. */
  function ecarter({ adresse, valeur, vue }: Ecartee): void {
    const connue = [...partage.connues].find(([, c]) => c.adresse === adresse && memeValeur(c.valeur, valeur));
    const id = connue?.[0] ?? options.nouvelId();
    const champ = { type: "champ" as const, adresse, avant: null, apres: valeur };
    partage.ecartees = [...partage.ecartees, versOperation(champ, { id, vue, nature: "saisie" })];
  }

  /** What can be neither shown nor set aside is given back. */
  function adopter(gardee: Gardee): EditionGardee[] {
    for (const o of gardee.lot)
      partage.connues.set(o.id, { adresse: o.adresse, valeur: o.type === "retrait" ? null : o.valeur });
    const deja = new Set(partage.ecartees.map((e) => e.id));
    partage.ecartees = [...partage.ecartees, ...gardee.ecartees.filter((e) => !deja.has(e.id))];
    return SECTIONS_SAISIE.flatMap((section) => {
      const vue = etats.section(section);
      const suite = reprendreSection(
        {
          section,
          vue,
          conflits: etats.conflits,
          tapees: partage.tapees,
          vues: partage.vues,
          revision: partage.revisionConnue,
          lire: (adresse, valeur) => {
            const ligne = ligneDe(adresse);
            const ici = ligne === null || lireA(vue.contenu, ligne) !== undefined;
            return lireValeur(partage.juge, section, ici ? vue.contenu : vue.enregistre, adresse, valeur);
          },
        },
        gardee,
      );
      for (const e of suite.ecartees) ecarter(e);
      for (const adresse of suite.reprises) {
        const ancienne = suite.vues.get(adresse);
        if (ancienne === undefined) partage.vues.delete(adresse);
        else partage.vues.set(adresse, ancienne);
      }
      if (suite.reprises.length > 0) montrer(section, suite.saisie, suite.reprises);
      return suite.restes;
    });
  }

  /** Entries of the former kind: taken over once when nobody saved the section since, else dropped. */
  function adopterAnciennes(stockage: Storage): void {
    const { id, lecteur } = partage.espace;
    for (const [section, { saisie, version }] of Object.entries(lireBrouillons(stockage, lecteur.id, id))) {
      const s = section as SectionSaisie;
      if (!SECTIONS_SAISIE.includes(s) || version !== etats.section(s).vie.version) continue;
      const actuelle = etats.section(s).saisie;
      const suite = reprendreAncienne(s, actuelle, saisie);
      const adresses = comparer(s, actuelle, suite).map((c) => c.adresse);
      if (adresses.length > 0) montrer(s, suite, adresses);
    }
    if (gestes.garder()) oublierBrouillons(stockage, lecteur.id, id);
  }

  /** Takes over what is there and belongs to nobody alive. The schemas come first: nothing is judged by halves. */
  async function reprendreGardees(): Promise<void> {
    const stockage = options.stockage();
    if (!stockage || !partage.espace.droits.modifier) return;
    const { id, lecteur } = partage.espace;
    const clients = clientsGardes(stockage, lecteur.id, id).filter((c) => c !== client && !restees.has(c));
    const anciennes = Object.keys(lireBrouillons(stockage, lecteur.id, id)).length > 0;
    if (clients.length === 0 && !anciennes) return;
    partage.juge ??= await options.chargerJuge();
    if (anciennes) adopterAnciennes(stockage);
    for (const autre of clients) {
      const prendre = () => {
        const gardee = lireGardee(stockage, lecteur.id, id, autre);
        if (gardee === null) return;
        const restes = adopter(gardee);
        // Under this page's name first: should it go now, nothing is lost.
        if (!gestes.garder()) return;
        if (restes.length === 0) return oublier(stockage, lecteur.id, id, autre);
        restees.add(autre);
        garder(stockage, lecteur.id, id, { ...gardee, lot: [], ecartees: [], editions: restes });
      };
      const verrous = options.verrous?.() ?? null;
      if (verrous) await verrous.siLibre(nomVerrou(autre), prendre);
      else prendre();
    }
    etats.publier();
    await gestes.envoyer();
  }

  return {
    reprendreGardees,
    /** What was taken over, for the notice. */
    reprise: () => reprise,
    oublierReprise: () => {
      reprise = [];
      defaire = [];
      etats.publier();
    },
    /** Gives up what was taken over, where it still is as it was. */
    annulerReprise: () => {
      for (const { section, changements } of defaire.toReversed()) {
        const { saisie } = etats.section(section);
        const intacts = changements.filter((c) => intact(section, saisie, c, gestes.egales));
        for (const c of intacts) partage.vues.delete(c.adresse);
        gestes.poser(section, appliquer(section, saisie, inverser(intacts)), true);
      }
      reprise = [];
      defaire = [];
      etats.publier();
    },
    /** As long as it is held, no other page takes over what this one keeps. */
    tenirPage: () => {
      lacher ??= options.verrous?.()?.tenir(nomVerrou(client)) ?? null;
    },
    lacherPage: () => {
      lacher?.();
      lacher = null;
    },
  };
}
