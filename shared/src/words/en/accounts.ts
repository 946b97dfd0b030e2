// Accounts: mails, signing in, people.
export const accounts = {
  'accounts.mail.sign-in.subject': 'Your link to sign in to Roundtable',
  'accounts.mail.sign-in.text': '{name},\n\nopen this link to sign in. It works once, within an hour:\n\n{link}\n\nIf you did not ask for it, nothing happens unless you open it.',
  'accounts.mail.secretariat.subject': 'You were named to the secretariat',
  'accounts.mail.secretariat.text': '{name},\n\nyou were named to the secretariat of this installation of Roundtable. Open this link to sign in. It works once, within an hour; afterwards ask for a new one on the sign-in page:\n\n{link}',
  'accounts.mail.invitation.subject': 'Your invitation to a seat at the table',
  'accounts.mail.invitation.text': '{name},\n\nyou are invited to take your place at the table of: {body}.\nOpen this link and confirm. It works once, until {expires} UTC:\n\n{link}\n\nThe link is for you alone; do not forward it.',
} as const
