import "next-auth";
import "next-auth/jwt";

declare module "next-auth" {
  /** Nothing about the person: see lib/server/session.ts. */
  interface Session {
    expires: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    /** Opaque random token of the session. */
    jeton?: string;
  }
}
