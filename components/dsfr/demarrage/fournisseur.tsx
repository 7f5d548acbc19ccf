"use client";

import { DsfrProviderBase, StartDsfrOnHydration } from "@codegouvfr/react-dsfr/next-app-router";
import Link from "next/link";
import type { ReactNode } from "react";
import { themeParDefaut } from "./theme";

declare module "@codegouvfr/react-dsfr/next-app-router" {
  interface RegisterLink {
    Link: typeof Link;
  }
}

/** Starts the DSFR's script once React has taken the page over; the nonce lets it write its one style tag. */
export function FournisseurDsfr({ children }: { children: ReactNode }) {
  return (
    <DsfrProviderBase lang="fr" Link={Link} defaultColorScheme={themeParDefaut} doCheckNonce>
      <StartDsfrOnHydration />
      {children}
    </DsfrProviderBase>
  );
}
