/** At opening: what pages that are gone had kept on this device is taken over, in their order, and sent. */
import type { Adresse } from "@/lib/domain/edition/adresses";
import { appliquer, type Changement, comparer, inverser, lireA, memeValeur } from "@/lib/domain/edition/changements";
import { SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { lireBrouillons, oublierBrouillons } from "../brouillons";
import type { Etats } from "./etats";
import { clientsGardes, type Gardee, lireGardee, oublier } from "./garde";
import { reprendreAncienne, reprendreSection } from "./reprise";
import type { OptionsMagasin, Reprise } from "./types";

const nomVerrou = (client: string) => `rigel:${client}`;

type Gestes = {
  poser: (section: SectionSaisie, saisie: unknown, ecran: boolean) => void;
  garder: () => void;
  envoyer: () => Promise<void>;
};

export function creerReprises(etats: Etats, client: string, options: OptionsMagasin, gestes: Gestes) {
  const { partage } = etats;
  let reprise: Reprise = [];
  let defaire: { section: SectionSaisie; changements: Changement[] }[] = [];
  let lacher: (() => void) | null = null;

  /** Puts back on screen; says what it changed. */
  function montrer(section: SectionSaisie, saisie: unknown, adresses: readonly Adresse[]): void {
    const avant = etats.section(section).saisie;
    defaire = [...defaire, { section, changements: comparer(section, avant, saisie) }];
    reprise = [...reprise, ...adresses.map((adresse) => ({ section, adresse }))];
    gestes.poser(section, saisie, true);
  }

  function adopter(gardee: Gardee): void {
    for (const o of gardee.lot)
      partage.connues.set(o.adresse, { id: o.id, valeur: o.type === "retrait" ? null : o.valeur });
    partage.ecartees = [...partage.ecartees, ...gardee.ecartees];
    for (const section of SECTIONS_SAISIE) {
      const suite = reprendreSection(section, etats.section(section), gardee, etats.conflits);
      for (const [adresse, vue] of suite.vues) partage.vues.set(adresse, vue);
      if (suite.reprises.length > 0) montrer(section, suite.saisie, suite.reprises);
    }
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
    gestes.garder();
    oublierBrouillons(stockage, lecteur.id, id);
  }

  /** Takes over what is there and belongs to nobody alive. The schemas come first: nothing is judged by halves. */
  async function reprendreGardees(): Promise<void> {
    const stockage = options.stockage();
    if (!stockage || !partage.espace.droits.modifier) return;
    const { id, lecteur } = partage.espace;
    const clients = clientsGardes(stockage, lecteur.id, id).filter((c) => c !== client);
    const anciennes = Object.keys(lireBrouillons(stockage, lecteur.id, id)).length > 0;
    if (clients.length === 0 && !anciennes) return;
    partage.juge ??= await options.chargerJuge();
    if (anciennes) adopterAnciennes(stockage);
    for (const autre of clients) {
      const prendre = () => {
        const gardee = lireGardee(stockage, lecteur.id, id, autre);
        if (gardee === null) return;
        adopter(gardee);
        // Under this page's name first: should it go now, nothing is lost.
        gestes.garder();
        oublier(stockage, lecteur.id, id, autre);
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
        const intacts = changements.filter((c) => {
          const present = lireA(saisie, c.adresse);
          return c.type === "retrait" ? present === undefined : memeValeur(present, c.apres);
        });
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
