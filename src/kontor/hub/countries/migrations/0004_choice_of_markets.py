import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def record():
    return [
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
        ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
        ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Grows with every save, so that two editors cannot overwrite each other.')),
    ]


class Migration(migrations.Migration):

    dependencies = [
        ('countries', '0003_representatives'),
        ('foundation', '0002_database_rules'),
        ('partnerships', '0004_dates_of_activities'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='countryfact',
            name='indicator',
            field=models.SlugField(blank=True, default='', max_length=60, verbose_name='market figure'),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='MarketCriteria',
            fields=[
                *record(),
                ('interest', models.PositiveSmallIntegerField(default=3, verbose_name='interest of members')),
                ('saturation', models.PositiveSmallIntegerField(default=2, verbose_name='few other partnerships')),
                ('experience', models.PositiveSmallIntegerField(default=1, verbose_name='own experience')),
                ('market', models.PositiveSmallIntegerField(default=0, verbose_name='market data')),
                ('indicator', models.SlugField(blank=True, max_length=60, verbose_name='market figure')),
                ('higher_is_better', models.BooleanField(default=True, verbose_name='a higher figure is better')),
                ('partnership', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', related_query_name='market_criteria', to='partnerships.partnership')),
            ],
            options={
                'verbose_name': 'weights of a choice of markets',
                'verbose_name_plural': 'weights of choices of markets',
            },
        ),
        migrations.CreateModel(
            name='MarketChoice',
            fields=[
                *record(),
                ('reason', models.TextField(verbose_name='reason')),
                ('chosen_on', models.DateField(verbose_name='chosen on')),
                ('ranking', models.JSONField(default=list, verbose_name='ranking on that day')),
                ('adopted_on', models.DateField(blank=True, null=True, verbose_name='made target markets on')),
                ('chosen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='chosen by')),
                ('countries', models.ManyToManyField(related_name='+', related_query_name='market_choice', to='foundation.country')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', related_query_name='market_choice', to='partnerships.partnership')),
            ],
            options={
                'verbose_name': 'choice of markets',
                'verbose_name_plural': 'choices of markets',
                'ordering': ['-chosen_on', '-pk'],
            },
        ),
    ]
