import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effacerBrouillons } from "@/components/dossier/brouillons";
import type { JugeSaisie } from "@/components/dossier/charger-juge";
import * as juge from "@/components/dossier/juge";
import { creerMagasin } from "@/components/dossier/magasin";
import { regime } from "@/lib/domain/regimes";
import { type CodeSection, SECTIONS } from "@/lib/domain/sections";
import { contenuDeSection } from "@/lib/schemas/contenus";
import type { Enregistrement, EspaceDossier, EtatSection } from "@/lib/schemas/espace";
import type { Reponse } from "@/lib/schemas/reponse";
import { versJeu } from "@/lib/schemas/vers-regime";
import { exemple } from "@/tests/outils/dossiers";

/** The browser's storage, in memory. */
function stockageNeuf(): Storage {
  const lignes = new Map<string, string>();
  return {
    get length() {
      return lignes.size;
    },
    key: (i) => [...lignes.keys()][i] ?? null,
    getItem: (cle) => lignes.get(cle) ?? null,
    setItem: (cle, valeur) => void lignes.set(cle, valeur),
    removeItem: (cle) => void lignes.delete(cle),
    clear: () => lignes.clear(),
  };
}

const sections = (version: number) =>
  Object.fromEntries(
    SECTIONS.map((s) => [s.code, { version, modifieeLe: null, modifieePar: null } satisfies EtatSection]),
  ) as Record<CodeSection, EtatSection>;

const espace = (lecteur = "alex", modifier = true): EspaceDossier => ({
  id: "dossier-1",
  etat: "en_montage",
  regimeNumero: 1,
  jeu: versJeu(regime("ATCF")),
  fichier: exemple("fpi-aura"),
  revision: 0,
  cles: {},
  sections: sections(1),
  pieces: [],
  versions: [],
  contexte: { doublons: [], coutMedianParPlace: null, cfdAvecPlateau: [] },
  lecteur: { id: lecteur, nom: lecteur },
  droits: {
    modifier,
    deposer: true,
    exporter: true,
    dupliquer: true,
    rouvrir: false,
    abandonner: true,
    equipe: true,
    gererEquipe: modifier,
    historique: true,
    commentaires: true,
    paquet: true,
    inscrireRecepisse: false,
    points: true,
    creerPoint: true,
  },
  aujourdhui: "2024-02-27",
});

type Envoi = {
  section: string;
  versionVue: number;
  contenu: unknown;
  repondre: (r: Reponse<Enregistrement> | "coupure") => void;
};

async function monter(
  reglages: { stockage?: Storage; lecteur?: string; modifier?: boolean; chargerJuge?: () => Promise<JugeSaisie> } = {},
) {
  const stockage = reglages.stockage ?? stockageNeuf();
  const envois: Envoi[] = [];
  let enLigne = true;
  const magasin = creerMagasin(espace(reglages.lecteur, reglages.modifier), {
    enregistrer: (({ section, versionVue, contenu }: Omit<Envoi, "repondre">) =>
      new Promise((resoudre, rejeter) => {
        envois.push({
          section,
          versionVue,
          contenu,
          repondre: (r) => (r === "coupure" ? rejeter(new TypeError("Failed to fetch")) : resoudre(r)),
        });
      })) as never,
    stockage: () => stockage,
    enLigne: () => enLigne,
    maintenant: () => new Date(),
    chargerJuge: reglages.chargerJuge ?? (async () => juge),
  });
  magasin.preparer();
  await vi.advanceTimersByTimeAsync(0);
  const lire = () => magasin.lire("identite");
  const taper = (changement: object) => magasin.modifier("identite", { ...lire().saisie, ...changement });
  return { magasin, stockage, envois, lire, taper, connexion: (etat: boolean) => (enLigne = etat) };
}

const accepte = (version: number): Reponse<Enregistrement> => ({
  ok: true,
  data: { version, enregistreLe: "2024-02-27T13:32:00.000Z", par: "Alex" },
});

/** Lets answered promises go through. */
const souffler = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("enregistrement automatique", () => {
  it("attend 800 ms sans frappe, puis envoie le dernier contenu lu", async () => {
    const { taper, envois, lire } = await monter();
    taper({ acronyme: "F" });
    await vi.advanceTimersByTimeAsync(700);
    taper({ acronyme: "FPI 2" });
    await vi.advanceTimersByTimeAsync(799);
    expect(envois).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(envois).toHaveLength(1);
    expect(envois[0]?.contenu).toMatchObject({ acronyme: "FPI 2" });
    envois[0]?.repondre(accepte(2));
    await souffler();
    expect(lire()).toMatchObject({ version: 2, phase: { type: "a_jour" } });
  });

  it("n’envoie qu’une demande à la fois : la frappe suivante part après, sur la nouvelle version", async () => {
    const { taper, envois } = await monter();
    taper({ acronyme: "A" });
    await vi.advanceTimersByTimeAsync(800);
    taper({ acronyme: "AB" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(envois).toHaveLength(1);
    envois[0]?.repondre(accepte(2));
    await souffler();
    expect(envois).toHaveLength(2);
    expect(envois[1]).toMatchObject({ versionVue: 2, contenu: { acronyme: "AB" } });
  });

  it("renvoie une section refusée par le serveur dès qu’une autre, dont elle dépendait, est enregistrée", async () => {
    const { magasin, taper, envois, lire } = await monter();
    const lettre = magasin.lire("lettre");
    magasin.modifier("lettre", { lettreIntention: { ...lettre.saisie.lettreIntention, deposeeLe: "2023-12-02" } });
    taper({ acronyme: "FPI 2" });
    await vi.advanceTimersByTimeAsync(800);
    const [premier, second] = [
      envois.find((e) => e.section === "identite"),
      envois.find((e) => e.section === "lettre"),
    ];
    premier?.repondre({ ok: false, error: { code: "regle", message: "Retirez d’abord ses lignes." } });
    await souffler();
    expect(lire().phase).toMatchObject({ type: "refusee" });
    second?.repondre(accepte(2));
    await souffler();
    await souffler();
    expect(envois.filter((e) => e.section === "identite")).toHaveLength(2);
    envois.at(-1)?.repondre(accepte(2));
    await souffler();
    expect(lire()).toMatchObject({ contenu: { acronyme: "FPI 2" }, phase: { type: "a_jour" } });
  });

  it("garde ce qui est faux sans l’envoyer, et laisse aux règles le dernier contenu juste", async () => {
    const { taper, envois, lire, magasin } = await monter();
    taper({ dureeMois: "trente-six" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(envois).toHaveLength(0);
    expect(lire().phase).toEqual({ type: "invalide", nombre: 1 });
    expect(lire().fautes.dureeMois).toMatch(/durée en mois/);
    expect(magasin.fichier().dureeMois).toBe(36);
  });

  it("revenir à la valeur enregistrée n’envoie rien", async () => {
    const { taper, envois, lire } = await monter();
    taper({ acronyme: "autre" });
    taper({ acronyme: "FPI AURA" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(envois).toHaveLength(0);
    expect(lire().phase.type).toBe("a_jour");
  });

  it("une lecture seule ne modifie rien", async () => {
    const { taper, lire } = await monter({ modifier: false });
    taper({ acronyme: "autre" });
    expect(lire().contenu.acronyme).toBe("FPI AURA");
  });

  it("qui attend l’envoi attend aussi ce qui a été tapé entre-temps", async () => {
    const { taper, envois, magasin } = await monter();
    taper({ acronyme: "A" });
    await vi.advanceTimersByTimeAsync(800);
    taper({ acronyme: "AB" });
    let fini = false;
    void magasin.envoyerTout().then(() => (fini = true));
    envois[0]?.repondre(accepte(2));
    await souffler();
    expect(fini).toBe(false);
    envois[1]?.repondre(accepte(3));
    await souffler();
    expect(fini).toBe(true);
    expect(magasin.versions().identite).toBe(3);
  });
});

describe("rien de tapé n’est perdu", () => {
  it("ce qui est tapé avant l’arrivée des schémas attend, gardé sur l’appareil, puis part", async () => {
    let arriver: (j: JugeSaisie) => void = () => undefined;
    const { taper, envois, lire, stockage } = await monter({
      chargerJuge: () => new Promise((resoudre) => (arriver = resoudre)),
    });
    taper({ acronyme: "TÔT" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(envois).toHaveLength(0);
    expect(lire().saisie.acronyme).toBe("TÔT");
    expect(stockage.length).toBe(1);
    arriver(juge);
    await vi.advanceTimersByTimeAsync(800);
    expect(envois[0]?.contenu).toMatchObject({ acronyme: "TÔT" });
  });

  it("des schémas qui n’arrivent pas sont redemandés", async () => {
    let essais = 0;
    const { taper, envois, lire } = await monter({
      chargerJuge: async () => {
        essais += 1;
        if (essais < 4) throw new TypeError("Failed to fetch");
        return juge;
      },
    });
    taper({ acronyme: "A" });
    await souffler();
    expect(lire().phase).toEqual({ type: "injoignable", horsConnexion: true });
    await vi.advanceTimersByTimeAsync(6_000);
    expect(envois).toHaveLength(1);
  });

  it("une coupure garde la saisie et réessaie de plus en plus tard", async () => {
    const { taper, envois, lire, stockage } = await monter();
    taper({ acronyme: "A" });
    await vi.advanceTimersByTimeAsync(800);
    envois[0]?.repondre("coupure");
    await souffler();
    expect(lire().phase).toEqual({ type: "injoignable", horsConnexion: true });
    expect(stockage.length).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(envois).toHaveLength(2);
    envois[1]?.repondre("coupure");
    await vi.advanceTimersByTimeAsync(4_999);
    expect(envois).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(envois).toHaveLength(3);
    envois[2]?.repondre(accepte(2));
    await souffler();
    expect(lire().phase.type).toBe("a_jour");
    expect(stockage.length).toBe(0);
  });

  it("hors connexion n’envoie rien ; le retour du réseau envoie aussitôt", async () => {
    const { taper, envois, connexion, magasin } = await monter();
    connexion(false);
    taper({ acronyme: "A" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(envois).toHaveLength(0);
    connexion(true);
    void magasin.envoyerTout();
    expect(envois).toHaveLength(1);
  });

  it("une saisie retrouvée se reprend telle qu’elle a été tapée, même fausse", async () => {
    const stockage = stockageNeuf();
    const avant = await monter({ stockage });
    avant.taper({ dureeMois: "trente" });
    avant.magasin.garderTout();
    const apres = await monter({ stockage });
    const retrouvees = await apres.magasin.retrouver();
    expect(retrouvees.map((r) => r.section)).toEqual(["identite"]);
    for (const r of retrouvees) apres.magasin.reprendre(r);
    expect(apres.lire().saisie).toMatchObject({ dureeMois: "trente" });
    expect(apres.lire().phase).toEqual({ type: "invalide", nombre: 1 });
    expect(apres.lire().revision).toBe(1);
  });

  it("taper sans choisir n’efface pas ce qui a été retrouvé : c’est encore proposé ensuite, jusqu’au choix", async () => {
    const stockage = stockageNeuf();
    const avant = await monter({ stockage });
    avant.taper({ titre: "Titre perdu de vue" });
    avant.magasin.garderTout();

    const ensuite = await monter({ stockage });
    expect(await ensuite.magasin.retrouver()).toHaveLength(1);
    ensuite.taper({ acronyme: "FPI 2" });
    await vi.advanceTimersByTimeAsync(800);
    ensuite.envois[0]?.repondre(accepte(2));
    await souffler();
    expect(ensuite.lire().phase).toEqual({ type: "a_jour" });

    const plusTard = await monter({ stockage });
    const [retrouvee] = await plusTard.magasin.retrouver();
    expect(retrouvee?.brouillon.saisie).toMatchObject({ titre: "Titre perdu de vue" });
    if (retrouvee) plusTard.magasin.abandonner(retrouvee);
    expect(stockage.length).toBe(0);
  });

  it("une saisie déjà enregistrée n’est pas proposée à nouveau", async () => {
    const stockage = stockageNeuf();
    const avant = await monter({ stockage });
    avant.taper({ acronyme: "FPI AURA" });
    avant.magasin.garderTout();
    expect(await (await monter({ stockage })).magasin.retrouver()).toEqual([]);
    expect(stockage.length).toBe(0);
  });

  it("un autre compte ne voit pas ces saisies, et la déconnexion n’efface que les siennes", async () => {
    const stockage = stockageNeuf();
    const alex = await monter({ stockage });
    alex.taper({ acronyme: "secret" });
    alex.magasin.garderTout();
    expect(await (await monter({ stockage, lecteur: "sacha" })).magasin.retrouver()).toEqual([]);
    effacerBrouillons(stockage, "sacha");
    expect(stockage.length).toBe(1);
    effacerBrouillons(stockage, "alex");
    expect(stockage.length).toBe(0);
  });

  it("une session expirée garde la saisie et n’insiste pas seule", async () => {
    const { taper, envois, lire, stockage } = await monter();
    taper({ acronyme: "A" });
    await vi.advanceTimersByTimeAsync(800);
    envois[0]?.repondre({ ok: false, error: { code: "session", message: "…" } });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(lire().phase.type).toBe("session");
    expect(envois).toHaveLength(1);
    expect(stockage.length).toBe(1);
  });
});

describe("conflit", () => {
  const leur = { ...contenuDeSection(exemple("fpi-aura"), "identite"), acronyme: "LEUR" };
  async function enConflit() {
    const m = await monter();
    m.taper({ acronyme: "MIENNE" });
    await vi.advanceTimersByTimeAsync(800);
    const conflit = { par: "Camille", le: "2024-02-27T13:40:00.000Z", version: 5, contenu: leur };
    m.envois[0]?.repondre({ ok: false, error: { code: "conflit", message: "…", conflit } });
    await souffler();
    expect(m.lire().phase.type).toBe("conflit");
    return m;
  }

  it("garder sa saisie l’envoie par-dessus la version de l’autre", async () => {
    const { magasin, envois } = await enConflit();
    magasin.trancher("identite", "mienne");
    expect(envois[1]).toMatchObject({ versionVue: 5, contenu: { acronyme: "MIENNE" } });
  });

  it("prendre la leur n’envoie rien, et « Annuler » rend la sienne", async () => {
    const { magasin, envois, lire } = await enConflit();
    magasin.trancher("identite", "leur");
    expect(lire()).toMatchObject({ version: 5, contenu: { acronyme: "LEUR" }, phase: { type: "a_jour" } });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(envois).toHaveLength(1);
    magasin.annuler("identite");
    expect(lire().contenu.acronyme).toBe("MIENNE");
  });

  it("rien ne part tant que le choix n’est pas fait", async () => {
    const { taper, envois } = await enConflit();
    taper({ acronyme: "ENCORE" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(envois).toHaveLength(1);
  });
});

describe("annuler et rétablir", () => {
  it("des frappes rapprochées comptent pour une", async () => {
    const { taper, magasin, lire } = await monter();
    taper({ acronyme: "A" });
    await vi.advanceTimersByTimeAsync(300);
    taper({ acronyme: "AB" });
    await vi.advanceTimersByTimeAsync(3_000);
    taper({ acronyme: "ABC" });
    magasin.annuler("identite");
    expect(lire().contenu.acronyme).toBe("AB");
    magasin.annuler("identite");
    expect(lire().contenu.acronyme).toBe("FPI AURA");
    magasin.retablir("identite");
    magasin.retablir("identite");
    expect(lire().contenu.acronyme).toBe("ABC");
  });
});

describe("page relue", () => {
  it("une section sans saisie suit le serveur, une section en cours garde la sienne", async () => {
    const { magasin, taper, lire } = await monter();
    taper({ acronyme: "MIENNE" });
    const suivant = espace();
    suivant.fichier.acronyme = "SERVEUR";
    suivant.fichier.reponses = { ...suivant.fichier.reponses, besoins: "nouveaux" };
    suivant.sections = sections(2);
    magasin.recharger(suivant);
    expect(lire()).toMatchObject({ version: 1, contenu: { acronyme: "MIENNE" } });
    expect(magasin.lire("diagnostic")).toMatchObject({ version: 2, contenu: { besoins: "nouveaux" }, revision: 1 });
    expect(magasin.fichier()).toMatchObject({ acronyme: "MIENNE", reponses: { besoins: "nouveaux" } });
  });

  it("une page plus vieille que ce qui vient d’être enregistré ne fait pas reculer", async () => {
    const { magasin, taper, envois, lire } = await monter();
    taper({ acronyme: "NEUF" });
    await vi.advanceTimersByTimeAsync(800);
    envois[0]?.repondre(accepte(2));
    await souffler();
    magasin.recharger(espace());
    expect(lire()).toMatchObject({ version: 2, contenu: { acronyme: "NEUF" } });
  });
});
