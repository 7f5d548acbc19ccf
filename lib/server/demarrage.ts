import "server-only";
import type { Instrumentation } from "next";

/** Errors whose message is written for the operator. By name: they may come from another bundle of the same module. */
const POUR_EXPLOITANT = new Set(["ErreurConfiguration", "ErreurDemarrage"]);

/**
 * Checks the settings, opens and migrates the database. What the operator must correct stops the server with one clear
 * sentence; a server that does not answer yet does not: /api/sante says so until it does. The modules are imported inside
 * because reading a wrong configuration already throws.
 */
export async function demarrer(): Promise<void> {
  try {
    const { env } = await import("@/lib/env");
    const { journal } = await import("@/lib/server/journaux");
    // Read for its refusal: production does not start without a secret.
    void env.NEXTAUTH_SECRET;
    if (env.NODE_ENV === "production" && env.RIGEL_PROXY_DE_CONFIANCE === 0)
      journal.warn(
        "RIGEL_PROXY_DE_CONFIANCE n’est pas réglé : aucune limite par adresse ne s’applique, une seule machine peut épuiser celles de tout le service",
      );
    const { base, nomBase } = await import("@/lib/server/base");
    const { sonder } = await import("@/lib/server/base/sonde");
    const { declarerSonde } = await import("@/lib/server/indisponible/disponibilite");
    declarerSonde(async () => (await sonder()).ok);
    try {
      await base();
      const { balayerReception } = await import("@/lib/integrations/stockage");
      // A full or read-only disk says so at the first upload; it does not stop the service.
      const retires = await balayerReception(new Date()).catch(() => 0);
      if (retires > 0) journal.info({ retires }, "Envois interrompus effacés");
      if (nomBase() === "pglite") await ouvrirCanalLocal(env.RIGEL_DATA);
      journal.info({ base: nomBase(), demo: env.RIGEL_DEMO }, "Rigel est prêt");
    } catch (erreur) {
      if (pourExploitant(erreur)) throw erreur;
      journal.error({ err: erreur, base: nomBase() }, "La base de données ne répond pas au démarrage");
    }
    // Even then: it may answer at the next look.
    const { demarrerTaches } = await import("@/lib/server/taches");
    demarrerTaches();
  } catch (erreur) {
    if (!pourExploitant(erreur)) throw erreur;
    process.stderr.write(`\n${erreur.message}\n\n`);
    process.exit(1);
  }
}

/** On PostgreSQL a command opens the database by itself. Without a channel the service works: only commands must wait. */
async function ouvrirCanalLocal(dossierDonnees: string): Promise<void> {
  const { journal } = await import("@/lib/server/journaux");
  try {
    const { ouvrirCanal } = await import("@/lib/server/canal/serveur");
    const { COMMANDES_BASE } = await import("@/lib/server/commandes/registre");
    await ouvrirCanal(dossierDonnees, COMMANDES_BASE);
  } catch (err) {
    journal.error({ err }, "Le canal local ne s’ouvre pas : arrêtez le service pour lancer une commande");
  }
}

function pourExploitant(erreur: unknown): erreur is Error {
  return erreur instanceof Error && POUR_EXPLOITANT.has(erreur.name);
}

export async function journaliserErreurRequete(
  ...[erreur, requete, contexte]: Parameters<Instrumentation.onRequestError>
): Promise<void> {
  const { avecRequete, journaliserImprevu } = await import("@/lib/server/journaux");
  const digest = (erreur as { digest?: unknown } | null)?.digest;
  const recu = requete.headers["x-request-id"];
  // The error page shows Next's digest: it is the reference.
  avecRequete(typeof recu === "string" ? recu : null, () =>
    journaliserImprevu(erreur, {
      ...(typeof digest === "string" && { reference: digest }),
      methode: requete.method,
      chemin: requete.path,
      route: contexte.routePath,
    }),
  );
}
