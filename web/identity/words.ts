/** Words of signing in and of the first set-up. */
export const words = {
  signIn: "Sign in",
  signInLede: "Nothing is readable here without signing in, save what was published.",
  name: "Name",
  password: "Password",
  passwordHint: "At least 12 characters. A sentence is easier to remember than signs.",
  go: "Sign in",
  sending: "Checking …",
  setUp: "Set up Muster",
  setUpLede: "This link makes the first administrator. It works once.",
  join: (name: string) => `Welcome, ${name}`,
  joinLede: "This link sets your password. It works once.",
  make: "Make the administrator",
  set: "Set the password",
  byLink: "Sign in by this link",
  byLinkLede: (name: string) => `This link signs in ${name}. It works once.`,
  reading: "Reading the link …",
  noLink: "The address holds no link",
  noLinkWords:
    "A link for setting up is printed in the terminal when Muster starts for the first time; copy all of it.",
  failed: "Not signed in.",
} as const;
