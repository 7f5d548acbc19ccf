import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { adresseCanal } from "@/lib/server/canal/adresse";
import { CanalAbsent, demanderAuServeur } from "@/lib/server/canal/client";
import { type Canal, ouvrirCanal } from "@/lib/server/canal/serveur";
import type { CommandeBase, Sortie } from "@/lib/server/commandes/commande";

let racine: string;
let dossier: string;
const canaux: Canal[] = [];

beforeEach(() => {
  racine = mkdtempSync(path.join(tmpdir(), "rigel-canal-"));
  dossier = path.join(racine, "données");
});
afterEach(async () => {
  for (const canal of canaux.splice(0)) await canal.fermer();
  rmSync(racine, { recursive: true, force: true });
});

const ouvrir = async (commandes: Record<string, CommandeBase>, dans = dossier) => {
  const registre = Object.fromEntries(Object.entries(commandes).map(([nom, c]) => [nom, async () => c]));
  canaux.push(await ouvrirCanal(dans, registre));
};

type Recue = Sortie & { out: string; err: string };
const sortie = (): Recue => {
  const recue: Recue = {
    out: "",
    err: "",
    stdout(texte) {
      recue.out += texte;
    },
    stderr(texte) {
      recue.err += texte;
    },
  };
  return recue;
};

const echo: CommandeBase = {
  async executer(args, { stdout, stderr }) {
    stdout(`${args.join("|")}\n`);
    stderr("bien reçu\nsur deux lignes\n");
    return 2;
  },
};
const demander = (commande: string, args: string[], vers: Sortie, dans = dossier) =>
  demanderAuServeur(dans, { commande, args }, vers);

describe("le canal local", () => {
  test("rend les deux sorties et le code, à l’identique", async () => {
    await ouvrir({ echo });
    const recue = sortie();
    expect(await demander("echo", ["--json", "a b", "é\n« »"], recue)).toBe(2);
    expect(recue.out).toBe("--json|a b|é\n« »\n");
    expect(recue.err).toBe("bien reçu\nsur deux lignes\n");
  });

  test("n’est ouvert qu’au compte du service", async () => {
    await ouvrir({ echo });
    expect(statSync(path.join(dossier, "canal")).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(dossier, "canal", "rigel.sock")).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(dossier, "canal", "rigel.sock")).isSocket()).toBe(true);
  });

  test("refuse un dossier que d’autres peuvent ouvrir", async () => {
    mkdirSync(path.join(dossier, "canal"), { recursive: true });
    chmodSync(path.join(dossier, "canal"), 0o755);
    await expect(ouvrir({ echo })).rejects.toThrow(/chmod 700/);
  });

  test("tient dans un chemin plus long que ce qu’un socket admet", async () => {
    const profond = path.join(dossier, "p".repeat(90), "q".repeat(90));
    await ouvrir({ echo }, profond);
    const recue = sortie();
    expect(await demander("echo", ["loin"], recue, profond)).toBe(2);
    expect(recue.out).toBe("loin\n");
    expect(existsSync(path.join(profond, "canal", "rigel.sock"))).toBe(true);
  });

  test("le socket laissé par un serveur tué est remplacé ; personne derrière : le client le dit", async () => {
    await expect(demander("echo", [], sortie())).rejects.toThrow(CanalAbsent);
    mkdirSync(path.join(dossier, "canal"), { recursive: true, mode: 0o700 });
    writeFileSync(path.join(dossier, "canal", "rigel.sock"), "");
    await expect(demander("echo", [], sortie())).rejects.toThrow(CanalAbsent);
    await ouvrir({ echo });
    expect(await demander("echo", [], sortie())).toBe(2);
  });

  test("une commande inconnue, ou d’un nom hérité d’Object, est refusée", async () => {
    await ouvrir({ echo });
    for (const nom of ["inconnue", "constructor", "__proto__"]) {
      const recue = sortie();
      expect(await demander(nom, [], recue)).toBe(64);
      expect(recue.err).toContain(`ne connaît pas la commande « ${nom} »`);
    }
  });

  test("une commande à la fois ; la suivante passe une fois la première finie", async () => {
    let finir = () => undefined as undefined;
    let commencee = () => undefined as undefined;
    const debut = new Promise<undefined>((r) => {
      commencee = () => r(undefined) as undefined;
    });
    const longue: CommandeBase = {
      executer: () =>
        new Promise((resoudre) => {
          finir = () => resoudre(0) as undefined;
          commencee();
        }),
    };
    await ouvrir({ longue, echo });
    const premiere = demander("longue", [], sortie());
    await debut;
    const recue = sortie();
    expect(await demander("echo", [], recue)).toBe(70);
    expect(recue.err).toBe("Le serveur exécute déjà la commande « longue » : réessayez quand elle sera finie.\n");
    finir();
    expect(await premiere).toBe(0);
    expect(await demander("echo", [], sortie())).toBe(2);
  });

  test("le client qui part est su de la commande, et le canal sert encore", async () => {
    let commencee = () => undefined as undefined;
    const debut = new Promise<undefined>((r) => {
      commencee = () => r(undefined) as undefined;
    });
    const finie = { par: "" };
    const longue: CommandeBase = {
      executer: (_, { abandon, stdout }) =>
        new Promise((resoudre) => {
          abandon?.addEventListener("abort", () => {
            stdout("pour personne\n");
            finie.par = "abandon";
            resoudre(1);
          });
          commencee();
        }),
    };
    await ouvrir({ longue, echo });
    const adresse = adresseCanal(dossier, { creer: false });
    const connexion = connect(adresse?.chemin ?? "");
    connexion.write(`${JSON.stringify({ commande: "longue", args: [] })}\n`);
    await debut;
    connexion.destroy();
    await expect.poll(() => finie.par).toBe("abandon");
    expect(await demander("echo", [], sortie())).toBe(2);
  });

  test.each([
    ["du bruit", "GET / HTTP/1.1\r\n\r\n"],
    ["une demande d’une autre forme", '{"commande":"echo"}\n'],
    ["une ligne sans fin", "x".repeat(300 * 1024)],
  ])("%s est coupé sans réponse", async (_, envoi) => {
    await ouvrir({ echo });
    const connexion = connect(adresseCanal(dossier, { creer: false })?.chemin ?? "");
    connexion.on("error", () => undefined);
    let recu = "";
    connexion.on("data", (morceau) => {
      recu += morceau;
    });
    connexion.write(envoi);
    await new Promise((resoudre) => connexion.once("close", resoudre));
    expect(recu).toBe("");
    expect(await demander("echo", [], sortie())).toBe(2);
  });

  test("un défaut dans la commande donne le code 70 et une phrase, pas une coupure", async () => {
    const cassee: CommandeBase = { executer: () => Promise.reject(new Error("rien ne va")) };
    await ouvrir({ cassee });
    const recue = sortie();
    expect(await demander("cassee", [], recue)).toBe(70);
    expect(recue.err).toMatch(/^Défaut imprévu de Rigel \(référence [2-9A-Z]{8}\).*rien ne va\n$/);
  });
});
