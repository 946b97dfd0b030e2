import type { accounts as en } from '../en/accounts'

export const accounts: Record<keyof typeof en, string> = {
  'accounts.mail.sign-in.subject': 'رابط تسجيل دخولكم إلى المائدة المستديرة',
  'accounts.mail.sign-in.text': '{name}،\n\nافتحوا هذا الرابط لتسجيل الدخول. يعمل مرة واحدة خلال ساعة:\n\n{link}\n\nإن لم تطلبوه فلن يحدث شيء ما لم تفتحوه.',
  'accounts.mail.secretariat.subject': 'سُمّيتم في الأمانة',
  'accounts.mail.secretariat.text': '{name}،\n\nسُمّيتم في أمانة هذه المنصة. افتحوا هذا الرابط لتسجيل الدخول. يعمل مرة واحدة خلال ساعة؛ وبعد ذلك اطلبوا رابطا جديدا في صفحة تسجيل الدخول:\n\n{link}',
  'accounts.mail.invitation.subject': 'دعوتكم إلى مقعد على المائدة',
  'accounts.mail.invitation.text': '{name}،\n\nأنتم مدعوون إلى أخذ مكانكم على مائدة: {body}.\nافتحوا هذا الرابط وأكّدوا. يعمل مرة واحدة حتى {expires} بالتوقيت العالمي:\n\n{link}\n\nالرابط لكم وحدكم فلا تمرّروه إلى غيركم.',
}
