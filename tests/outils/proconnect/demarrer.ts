import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";

/** The provider's process, for the tests: started, told how to behave, asked what it saw, stopped. */

export type EtatFournisseur = {
  demandes: Record<string, string>[];
  sorties: { sub: string | null; state: string | null; retour: string | null }[];
  jetons: (string | null)[];
  appels: { decouverte: number; jwks: number };
};
type Consigne = { panne?: string | null; compte?: string | null; changements?: Record<string, unknown> };

export async function demarrerFournisseur(service: string) {
  const processus = spawn(process.execPath, [path.join("tests", "outils", "proconnect", "serveur.mjs")], {
    env: { ...process.env, PROCONNECT_ESSAI_SERVICE: service, PROCONNECT_ESSAI_PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const issuer = await new Promise<string>((resoudre, refuser) => {
    processus.once("exit", (code) => refuser(new Error(`Le fournisseur d’essai s’est arrêté (${code})`)));
    createInterface({ input: processus.stdout }).once("line", (ligne) => resoudre(JSON.parse(ligne).issuer));
  });
  return { ...piloter(issuer), issuer, arreter: () => processus.kill("SIGTERM") };
}

/** Of a provider that already runs. */
export function piloter(issuer: string) {
  const controle = new URL("/controle", issuer);
  const demander = async (init?: RequestInit): Promise<EtatFournisseur> => {
    const reponse = await fetch(controle, init);
    if (!reponse.ok) throw new Error(await reponse.text());
    return reponse.json() as Promise<EtatFournisseur>;
  };
  return {
    etat: () => demander(),
    remettre: () => demander({ method: "DELETE" }),
    regler: (consigne: Consigne) => demander({ method: "POST", body: JSON.stringify(consigne) }),
  };
}
