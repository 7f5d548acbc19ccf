import { base, fermerBase } from "@/lib/server/base";
import { appliquerImport } from "@/lib/server/carte/import/appliquer-import";
import { balayerImports } from "@/lib/server/carte/import/balayer-imports";
import { commencer } from "@/lib/server/carte/import/recevoir-import";

/**
 * A real process that imports an export of Orion and kills itself (SIGKILL) at the event it is told: `lecture 1`, after the first
 * batch; `application 1`, inside the one transaction, once the first rows are written. First it says what it finds, sweeps what
 * others left as if an hour had passed, and says it again.
 */

const [chemin = "", phase = "", rang = "0"] = process.argv.slice(2);

async function etat() {
  const client = await base();
  const [imports, lignes, demandes, changements, numero] = [
    await client.importCarte.groupBy({ by: ["etat"], _count: true }),
    await client.ligneImportCarte.count(),
    await client.demandeOrion.count(),
    await client.changementDemande.count(),
    await client.numeroCarte.findFirst(),
  ];
  const parEtat = Object.fromEntries(imports.map((i) => [i.etat, i._count]));
  return { imports: parEtat, lignes, demandes, changements, numero: numero?.numero ?? 0 };
}

let vus = 0;
function arriver(evenement: string): void {
  if (evenement !== phase) return;
  vus += 1;
  if (vus === Number(rang)) process.kill(process.pid, "SIGKILL");
}

async function importer(): Promise<void> {
  const trouve = await etat();
  await balayerImports(new Date(Date.now() + 3_600_000));
  process.stdout.write(`${JSON.stringify({ trouve, balaye: await etat() })}\n`);
  if (phase === "jamais") return fermerBase();
  const fichier = { chemin, nom: "orion.csv", genre: "orion", regionAcademique: null } as const;
  const empreinte = { octets: 1, sha256: "0".repeat(64) };
  const { id, lire } = await commencer(null, { ...fichier, empreinte }, new Date());
  await lire(() => arriver("lecture"));
  await appliquerImport(null, { importId: id }, new Date(), { avancer: () => arriver("application") });
  await fermerBase();
}

importer();
