/**
 * What the server takes to answer whole pages, signed in, over HTTP on this machine. Needs the demo, built and running:
 *
 *   npm run demo
 *   npm run bench -- pages               (another address: npm run bench -- pages http://localhost:3100)
 */
import { dire, type Mesure, mesurer, rapport, titre } from "./mesure";

const ADRESSE = process.argv[2] ?? "http://localhost:3000";

const cookies = new Map<string, string>();

async function demander(chemin: string, options: RequestInit = {}): Promise<Response> {
  const cookie = [...cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join("; ");
  const reponse = await fetch(`${ADRESSE}${chemin}`, {
    redirect: "manual",
    ...options,
    headers: { ...options.headers, cookie },
  });
  for (const ligne of reponse.headers.getSetCookie()) {
    const [nom, ...valeur] = (ligne.split(";")[0] as string).split("=");
    cookies.set(nom as string, valeur.join("="));
  }
  return reponse;
}

async function seConnecter(persona: string): Promise<void> {
  const { csrfToken } = (await (await demander("/api/auth/csrf")).json()) as { csrfToken: string };
  await demander("/api/auth/callback/persona", {
    method: "POST",
    body: new URLSearchParams({ csrfToken, code: persona, json: "true" }),
  });
  if ((await demander("/dossiers")).status !== 200) throw new Error(`La connexion de « ${persona} » a échoué.`);
}

async function page(nom: string, chemin: string): Promise<Mesure> {
  return mesurer(nom, 60, async () => {
    const reponse = await demander(chemin);
    await reponse.arrayBuffer();
    if (reponse.status !== 200) throw new Error(`${chemin} répond ${reponse.status}`);
  });
}

async function banc(): Promise<void> {
  const vivant = await fetch(`${ADRESSE}/api/sante`).catch(() => null);
  if (!vivant?.ok) {
    titre(`Pages : aucun serveur sur ${ADRESSE}. Lancez « npm run demo », puis recommencez.`);
    return;
  }
  titre(`Pages entières, l’une après l’autre, sur ${ADRESSE} (${((await vivant.json()) as { base: string }).base})`);
  const statique = await page("mentions légales (aucune donnée)", "/mentions-legales");
  await page("règles de l’appel", "/regles");
  await seConnecter("equipe_projet");
  const liste = await page("liste des dossiers", "/dossiers");
  const html = await (await demander("/dossiers?q=FPI")).text();
  const dossier = /href="(\/dossiers\/[0-9a-f-]{36})"/.exec(html)?.[1];
  if (!dossier) throw new Error("FPI AURA n’est pas dans la liste.");
  const financement = await page("FPI AURA, plan de financement", `${dossier}/financement`);
  await page("FPI AURA, budget", `${dossier}/budget`);
  await page("FPI AURA, vérification", `${dossier}/verification`);
  await page("FPI AURA, export JSON", `/api/v1/dossiers/${dossier.split("/").at(-1)}`);
  rapport("la liste, en pages sans donnée", liste, statique);
  rapport("le plan de financement, en pages sans donnée", financement, statique);
}

banc().catch((erreur: Error) => {
  dire(`  ${erreur.message}`);
  process.exitCode = 1;
});
